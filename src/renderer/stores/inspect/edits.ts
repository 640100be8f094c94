import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'
import { engine } from '@renderer/api'
import { nextTurn } from '@renderer/composables/history/turn'
import { t } from '@renderer/i18n'
import { useMessages } from '../messages'
import { useModels } from '../models/models'
import { useJournals } from './journals'
import { useInspectedModel } from './model'

/** Weights on trial: the edited copy that is looked at, its edits, and the way back. */
export const useEdits = defineStore('inspect-edits', () => {
  const [inspected, models, messages] = [useInspectedModel(), useModels(), useMessages()]
  const journals = useJournals()
  /** The copy that was edited last; it may not be the current model. */
  const edited = shallowRef<Edited>()
  const busy = ref(false)
  /** When the newest edit of this session was made. */
  const turn = ref(0)
  /** The copy, if it is what is looked at. */
  const current = computed(() =>
    edited.value?.model === inspected.model ? edited.value : undefined,
  )
  const canUndo = computed(() => (current.value?.position ?? 0) > 0)
  const canRedo = computed(
    () => current.value !== undefined && current.value.position < current.value.edits.length,
  )

  async function learn(model: ModelRef | undefined): Promise<void> {
    if (!model?.startsWith('edited:') || edited.value?.model === model) return
    const known = await messages.attempt(() => engine().call('probe.edited', { model }))
    if (!known || inspected.model !== model) return
    edited.value = known
    inspected.fallback = known.base
  }
  watch(() => inspected.model, learn, { immediate: true })

  async function change(work: () => Promise<Edited>, note: (next: Edited) => void): Promise<void> {
    busy.value = true
    try {
      const next = await messages.attempt(work)
      if (!next) return
      note(next)
      edited.value = next
      turn.value = nextTurn()
      inspected.fallback = next.base
      if (inspected.model === next.model) {
        inspected.weightsChanged()
        return
      }
      // In the list first, or the copy would be taken for a model that has gone.
      await models.refresh()
      inspected.model = next.model
    } finally {
      busy.value = false
    }
  }

  async function apply(edit: Edit): Promise<void> {
    const { model } = inspected
    if (model)
      await change(
        () => engine().call('probe.edit', { model, edit }),
        (next) => journals.applied(next, edit),
      )
  }

  async function rewind(by: 1 | -1): Promise<void> {
    const copy = current.value
    if (!copy) return
    const position = copy.position + by
    if (position >= 0 && position <= copy.edits.length)
      await change(
        () => engine().call('probe.rewind', { model: copy.model, position }),
        journals.rewound,
      )
  }

  /** Shows the model that the copy was made of, or the copy again. */
  function compare(): void {
    if (edited.value) inspected.model = current.value ? edited.value.base : edited.value.model
  }

  /** A copy that is no more. */
  function drop(model: ModelRef): void {
    journals.forget(model)
    if (edited.value?.model === model) edited.value = undefined
  }

  /** Throws the copy away, with a way back. */
  async function discard(): Promise<void> {
    const copy = edited.value
    if (!copy) return
    const journal = journals.find(copy.model)
    const wasShown = inspected.model === copy.model
    const title = models.find(copy.base)?.title ?? copy.base
    drop(copy.model)
    if (wasShown) inspected.model = copy.base
    await messages.attempt(() => engine().call('probe.discard', { model: copy.model }))
    const undo = (): void => {
      if (journal) void messages.attempt(() => bringBack(journal, wasShown), title)
    }
    messages.say(() => t('probe.weights.discarded', { title }), journal ? { undo } : {})
  }

  /** Makes a copy again that was thrown away. */
  const bringBack = (journal: EditJournal, show: boolean): Promise<void> =>
    journals.inOrder(async () => {
      const { edited: copy } = await engine().call('probe.revive', journal)
      journals.learn([journal])
      edited.value = copy
      await models.refresh()
      if (show) inspected.model = copy.model
    })

  /** Writes the copy among the imported models; true when that is done. */
  async function keep(title: string): Promise<boolean> {
    const copy = current.value
    const kept =
      copy &&
      (await messages.attempt(() => engine().call('probe.keep', { model: copy.model, title })))
    if (kept) await models.refresh()
    return kept !== undefined
  }

  return {
    ...{ edited, current, busy, turn, canUndo, canRedo },
    ...{ compare, drop, discard, keep },
    apply: (edit: Edit): Promise<void> => journals.inOrder(() => apply(edit)),
    undo: (): Promise<void> => journals.inOrder(() => rewind(-1)),
    redo: (): Promise<void> => journals.inOrder(() => rewind(1)),
    isSilenced: (layer: string, channel: number): boolean =>
      current.value?.silenced[layer]?.includes(channel) ?? false,
  }
})

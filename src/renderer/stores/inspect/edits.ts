import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { useHeldModels } from '../models/held'
import { useInspect } from './inspect'
import { createJournals } from './journals'
import { useMessages } from '../messages'
import { useModels } from '../models/models'
import { useReturning } from '../returning'

/** Weights on trial: the edited copy in hand, its edits, and the way back. */
export const useEdits = defineStore('inspect-edits', () => {
  const [inspect, models, messages] = [useInspect(), useModels(), useMessages()]
  /** The copy that was edited last; it may not be the model in hand. */
  const edited = shallowRef<Edited>()
  const busy = ref(false)
  const held = useHeldModels()
  const journals = createJournals(held.keepJournals)
  /** Copies of which this window knows no more than that they were there before it. */
  let before: Set<ModelRef> | undefined
  /** Copies that the present engine has not been told of. */
  let missing: ReadonlySet<ModelRef> = new Set()
  /** The copy, if it is what is looked at. */
  const current = computed(() => (edited.value?.model === inspect.model ? edited.value : undefined))

  const canUndo = computed(() => (current.value?.position ?? 0) > 0)
  const canRedo = computed(
    () => current.value !== undefined && current.value.position < current.value.edits.length,
  )

  async function learn(model: ModelRef | undefined): Promise<void> {
    if (!model?.startsWith('edited:') || edited.value?.model === model) return
    const known = await messages.attempt(() => engine().call('probe.edited', { model }))
    if (!known || inspect.model !== model) return
    edited.value = known
    inspect.fallback = known.base
  }
  watch(() => inspect.model, learn, { immediate: true })

  /** @param inHand whether it is looked at, or about to be */
  async function revive(journal: EditJournal, inHand: boolean): Promise<void> {
    const title = models.find(journal.base)?.title ?? journal.base
    const unknown = before?.delete(journal.model) ?? false
    if (inHand) inspect.fallback = journal.base
    try {
      const { edited: copy, same } = await engine().call('probe.revive', journal)
      const words = { title, position: copy.position, count: copy.edits.length }
      if (!same) messages.say(() => t('probe.weights.revivedOther', words), { stays: true })
      else if (inHand && !unknown) messages.say(() => t('probe.weights.revived', words))
    } catch (thrown) {
      const { code } = AppError.from(thrown)
      if (code === 'engine-unavailable') throw thrown
      journals.forget(journal.model)
      if (edited.value?.model === journal.model) edited.value = undefined
      // A model that has gone since the app was last open is no fault.
      if (!unknown || code !== 'not-found')
        messages.fail(thrown, () => t('probe.weights.lost', { title }))
    }
  }

  /** Copies that the window before this one knew of. */
  async function takeOver(): Promise<void> {
    if (before) return
    const kept = (await held.before()).journals
    before = new Set(kept.map(({ model }) => model))
    journals.learn(kept)
  }

  /**
   * An engine has come, perhaps as a new process: the copy in hand is made again if it went with
   * the old one, and those that are there become known.
   */
  async function bringBack(): Promise<void> {
    await takeOver()
    const shown = await inspect.toBeShown()
    const inHand = journals.all().find(({ model }) => model === shown)
    if (inHand) await revive(inHand, true)
    const present = await engine().call('probe.journals', {})
    journals.learn(present)
    const there = new Set([shown, ...present.map(({ model }) => model)])
    missing = new Set(
      journals
        .all()
        .map(({ model }) => model)
        .filter((model) => !there.has(model)),
    )
    if (journals.all().length > 0) await models.refresh()
  }

  /** The other copies: a large network takes its time, and nobody waits for it. */
  async function bringRest(): Promise<void> {
    const others = journals.all().filter(({ model }) => missing.has(model))
    for (const journal of others) await revive(journal, false)
    if (others.length > 0) await models.refresh()
  }

  async function change(work: () => Promise<Edited>, note: (next: Edited) => void): Promise<void> {
    busy.value = true
    try {
      const next = await messages.attempt(work)
      if (!next) return
      note(next)
      edited.value = next
      inspect.fallback = next.base
      if (inspect.model === next.model) {
        inspect.weightsChanged()
        return
      }
      // In the list first, or the copy would be taken for a model that has gone.
      await models.refresh()
      inspect.model = next.model
    } finally {
      busy.value = false
    }
  }

  /** What an engine leaves undone that ends meanwhile is done with the next one. */
  function ended(thrown: unknown): void {
    if (AppError.from(thrown).code !== 'engine-unavailable') messages.fail(thrown)
  }

  let last = Promise.resolve()
  /**
   * One after the other: an undo that is pressed before the one before has been answered begins
   * where that one ends.
   */
  const inOrder = (work: () => Promise<void>): Promise<void> => (last = last.then(work, work))

  async function apply(edit: Edit): Promise<void> {
    const model = inspect.model
    if (model)
      await change(
        () => engine().call('probe.edit', { model, edit }),
        (next) => journals.applied(next, edit),
      )
  }

  async function rewind(position: number): Promise<void> {
    const copy = current.value
    if (copy && position >= 0 && position <= copy.edits.length)
      await change(
        () => engine().call('probe.rewind', { model: copy.model, position }),
        journals.rewound,
      )
  }

  /** Shows the model that the copy was made of, or the copy again. */
  function compare(): void {
    if (!edited.value) return
    inspect.model = current.value ? edited.value.base : edited.value.model
  }

  async function discard(): Promise<void> {
    const copy = edited.value
    if (!copy) return
    edited.value = undefined
    journals.forget(copy.model)
    if (inspect.model === copy.model) inspect.model = copy.base
    await messages.attempt(() => engine().call('probe.discard', { model: copy.model }))
  }

  /** Writes the copy among the imported models; true when that is done. */
  async function keep(title: string): Promise<boolean> {
    const copy = current.value
    const kept =
      copy &&
      (await messages.attempt(() => engine().call('probe.keep', { model: copy.model, title })))
    if (kept) await models.refresh()
    return kept !== undefined
  }

  // No edit comes between what the engine tells and what is taken down of it.
  useReturning().bring(() => inOrder(bringBack))
  useReturning().onSettled(() => void inOrder(() => bringRest().catch(ended)))

  return {
    ...{ edited, current, busy, canUndo, canRedo, compare, discard, keep },
    apply: (edit: Edit): Promise<void> => inOrder(() => apply(edit)),
    undo: (): Promise<void> => inOrder(() => rewind((current.value?.position ?? 0) - 1)),
    redo: (): Promise<void> => inOrder(() => rewind((current.value?.position ?? 0) + 1)),
    isSilenced: (layer: string, channel: number): boolean =>
      current.value?.silenced[layer]?.includes(channel) ?? false,
  }
})

import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { draftFrom, formatDraft, type ModelDraft } from '@shared/model/draft'
import { examine } from '@shared/model/examine'
import { leanDraft } from '@shared/model/lean'
import { lint, type Finding } from '@shared/model/lint'
import { preset } from '@shared/model/presets'
import { desktop } from '@renderer/api'
import { useMessages } from '@renderer/stores/messages'
import { advanced, closed, historyOf, redone, undone, type History } from './history'
import { documentOf, fromKept, toKept, type Group, type ModelDocument, type Point } from './kept'

/** Warnings may come a moment after the edit; results may not. */
const LINT_MS = 150
const KEEP_MS = 250

/** The one network in the builder. Graph, table and text show it and change it here; it outlives the view, and the app. */
export const useModelDocument = defineStore('model-document', () => {
  const history = shallowRef<History<ModelDocument>>(historyOf(documentOf(leanDraft(preset('lenet')))))
  const loaded = ref(false)
  const selected = ref<readonly string[]>([])
  const findings = shallowRef<readonly Finding[]>([])
  /** What the present is compared with. */
  const reference = shallowRef<{ readonly title: string; readonly draft: ModelDraft }>()

  /** How many networks have been opened: another one is shown from its beginning. */
  const opened = ref(0)

  const document = computed(() => history.value.present)
  const draft = computed(() => document.value.draft)
  const examination = computed(() => examine(draft.value))
  const reading = computed(() => (reference.value ? examine(reference.value.draft) : undefined))
  /** The text as the editor shows it. */
  const text = computed(() => document.value.text ?? formatDraft(draft.value))

  const check = useDebounceFn(() => {
    const { model } = examination.value
    findings.value = model ? lint(model) : []
  }, LINT_MS)
  watch(examination, () => void check(), { immediate: true })

  const keep = useDebounceFn(() => desktop().call('draft.set', { draft: toKept(document.value) }), KEEP_MS, { maxWait: 1000 })
  watch(document, () => {
    if (loaded.value) void useMessages().attempt(keep)
  })

  /** Takes up what the last session left, once. */
  async function load(): Promise<void> {
    if (loaded.value) return
    const kept = await useMessages().attempt(() => desktop().call('draft.get', {}))
    const before = kept?.draft ? fromKept(kept.draft) : undefined
    if (before) {
      history.value = historyOf(before)
      opened.value++
    }
    loaded.value = true
  }

  function put(next: ModelDocument, about?: string): void {
    history.value = advanced(history.value, next, about)
  }

  /** Changes the network. Edits in a row that are about the same thing are one step of undo. */
  function edit(change: (draft: ModelDraft) => ModelDraft, about?: string): void {
    const next = change(draft.value)
    if (next === draft.value) return
    put({ ...document.value, draft: next, text: null }, about)
    const ids = new Set(next.layers.map(({ id }) => id))
    if (selected.value.some((id) => !ids.has(id))) selected.value = selected.value.filter((id) => ids.has(id))
  }

  /** Takes up what was typed as JSON: the network follows as far as it can be read. */
  function type(typed: string, about?: string): void {
    if (typed === text.value) return
    let next: ModelDraft | undefined
    try {
      const result = draftFrom(JSON.parse(typed))
      if ('draft' in result) next = result.draft
    } catch {
      // The text is kept, and the editor marks where it stops being JSON.
    }
    put({ ...document.value, draft: next ?? draft.value, text: typed }, about)
  }

  /** Another network in its place; undo brings this one back. */
  function open(next: ModelDraft, saved: string | null = null): void {
    put(documentOf(next, saved))
    opened.value++
    selected.value = []
    reference.value = undefined
  }

  const place = (positions: Readonly<Record<string, Point>>): void => put({ ...document.value, positions: { ...document.value.positions, ...positions } })
  const arrange = (): void => put({ ...document.value, positions: {} })
  const group = (groups: readonly Group[]): void => put({ ...document.value, groups })

  /** The document is this saved network from now on; nothing to take back. */
  function markSaved(ref: string): void {
    const { present } = history.value
    history.value = { ...history.value, present: { ...present, saved: ref } }
  }

  const select = (ids: readonly string[]): void => {
    if (ids.join('\n') !== selected.value.join('\n')) selected.value = ids
    history.value = closed(history.value)
  }

  const canUndo = computed(() => history.value.past.length > 0)
  const canRedo = computed(() => history.value.future.length > 0)
  const undo = (): void => void (history.value = undone(history.value))
  const redo = (): void => void (history.value = redone(history.value))

  return {
    document, draft, examination, reading, reference, opened, findings, text, selected, canUndo, canRedo,
    load, edit, type, open, place, arrange, group, markSaved, select, undo, redo,
  }
})

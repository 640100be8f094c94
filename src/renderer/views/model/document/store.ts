import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ModelRef } from '@shared/contract/models'
import { draftFrom, formatDraft, type ModelDraft } from '@shared/model/draft'
import { editApart, layerKeys } from '@shared/model/edit'
import { examine } from '@shared/model/examine'
import { leanDraft } from '@shared/model/lean'
import { preset } from '@shared/model/presets'
import { createHistory } from '@renderer/composables/history/history'
import { createFindings } from './findings'
import { documentOf, type Group, type ModelDocument, type Point } from './kept'
import { textFault } from '../json/text-fault'
import { createKeeping } from './keeping'
import { renamed } from './renamed'

/**
 * The one network in the builder. Graph, table and text show it and change it here; it outlives the
 * view, and the app.
 */
export const useModelDocument = defineStore('model-document', () => {
  const history = createHistory(documentOf(leanDraft(preset('lenet'))))
  const selected = ref<readonly string[]>([])
  /**
   * What the present is compared with: one of the models, or, without a `ref`, an earlier state of
   * the network itself.
   */
  const reference = shallowRef<{
    readonly title: string
    readonly draft: ModelDraft
    readonly ref?: ModelRef
  }>()

  /**
   * Under which name each network of this session is among the models. Undo does not reach it: what
   * is saved stays saved.
   */
  const savedAs = shallowRef<ReadonlyMap<string, string>>(new Map())

  /** How many networks have been opened: another one is shown from its beginning. */
  const opened = ref(0)

  const document = computed(() => history.state.value)
  const draft = computed(() => document.value.draft)
  const saved = computed(() => savedAs.value.get(document.value.identity) ?? null)
  const examination = computed(() => examine(draft.value))
  const reading = computed(() => (reference.value ? examine(reference.value.draft) : undefined))
  /** The text as the editor shows it. */
  const text = computed(() => document.value.text ?? formatDraft(draft.value))

  /** A fault of the typed text is one of the network: what is shown is older than the text. */
  const fault = computed(() =>
    document.value.text === null ? undefined : textFault(document.value.text),
  )
  const faults = computed(() => examination.value.faults + (fault.value ? 1 : 0))
  /** The network and its shapes, where neither has a fault. */
  const spec = computed(() => (fault.value ? undefined : examination.value.spec))
  const resolved = computed(() => (fault.value ? undefined : examination.value.model))

  const { findings, linted } = createFindings(examination)
  const { load } = createKeeping(document, saved, (previous) => {
    history.begin(previous.document)
    if (previous.saved !== null) markSaved(previous.saved)
    opened.value++
  })

  const put = (next: ModelDocument, about?: string): void => history.set(next, about)

  /** Changes the network. Edits in a row that are about the same thing are one step of undo. */
  function edit(change: (draft: ModelDraft) => ModelDraft, about?: string): void {
    const next = editApart(draft.value, change)
    if (next === draft.value) return
    const { document: now, selected: chosen } = renamed(
      { document: document.value, selected: selected.value },
      layerKeys(draft.value.layers),
      layerKeys(next.layers),
    )
    put({ ...now, draft: next, text: null }, about)
    const keys = new Set(layerKeys(next.layers))
    selected.value = chosen.every((key) => keys.has(key))
      ? chosen
      : chosen.filter((key) => keys.has(key))
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
  function open(next: ModelDraft, ref: string | null = null): void {
    put(documentOf(next))
    if (ref !== null) markSaved(ref)
    opened.value++
    selected.value = []
    reference.value = undefined
  }

  const place = (positions: Readonly<Record<string, Point>>): void =>
    put({ ...document.value, positions: { ...document.value.positions, ...positions } })
  const arrange = (): void => put({ ...document.value, positions: {} })
  const group = (groups: readonly Group[]): void => put({ ...document.value, groups })

  /** The network is this saved one from now on, whichever of its states is shown. */
  function markSaved(ref: string): void {
    savedAs.value = new Map(savedAs.value).set(document.value.identity, ref)
  }

  const select = (ids: readonly string[]): void => {
    if (ids.join('\n') !== selected.value.join('\n')) selected.value = ids
    history.close()
  }

  const canUndo = computed(() => history.canUndo)
  const canRedo = computed(() => history.canRedo)
  const turn = computed(() => history.turn)

  return {
    document,
    draft,
    saved,
    examination,
    textFault: fault,
    faults,
    spec,
    resolved,
    reading,
    reference,
    opened,
    findings,
    linted,
    text,
    selected,
    canUndo,
    canRedo,
    turn,
    load,
    edit,
    type,
    open,
    place,
    arrange,
    group,
    markSaved,
    select,
    undo: (): void => history.undo(),
    redo: (): void => history.redo(),
  }
})

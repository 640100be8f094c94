import type { ModelRef } from '@shared/contract/models'
import { adopt } from '@shared/model/edit'
import { draftFrom, emptyDraft, formatDraft } from '@shared/model/draft'
import { fitToDataset, shrinkToDataset } from '@shared/model/fit'
import { AppError, phrase } from '@shared/errors'
import { leanDraft } from '@shared/model/lean'
import { modelSpecSchema } from '@shared/model/spec'
import { desktop, engine } from '@renderer/api'
import { useSave } from '@renderer/actions/save'
import { t } from '@renderer/i18n'
import { formatShape } from '@renderer/i18n/format'
import { useDatasets } from '@renderer/stores/datasets'
import { useDraftLook } from '@renderer/stores/models/draft-look'
import { useFields } from '@renderer/stores/fields/fields'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useWorkbench } from '@renderer/stores/workbench'
import { useHandOver } from '@renderer/stores/hand-over'
import { useModelDocument } from './document/store'
import { useSetup } from './setup'
import { fromSharedText, sharedText } from './share'

/** Opening, keeping and handing on a whole network. Failures become messages. */
export function useFileActions() {
  const [store, messages, models, workbench, datasets] = [
    useModelDocument(),
    useMessages(),
    useModels(),
    useWorkbench(),
    useDatasets(),
  ]
  const setup = useSetup()
  const save = useSave()

  async function openModel(ref: ModelRef): Promise<void> {
    const { spec } = await engine().call('models.detail', { model: ref })
    store.open(leanDraft(spec), ref.startsWith('saved:') ? ref : null)
  }

  async function openFile(): Promise<void> {
    const chosen = await desktop().call('dialog.model', {})
    if (!chosen) return
    const { text, name } = await engine().call('builder.read', { token: chosen.token })
    const result = draftFrom(JSON.parse(text))
    if ('faults' in result) {
      const [{ field, words }] = result.faults
      throw new AppError('invalid-model', phrase`${name}: ${field}: ${words}`)
    }
    store.open(result.draft)
  }

  /** Puts the network among the models; again in the same place. */
  async function keep(): Promise<ModelRef | undefined> {
    const { spec } = store.examination
    if (!spec) return undefined
    const { saved } = store
    const known = saved !== null && models.find(saved) ? { model: saved } : {}
    const entry = await engine().call('builder.save', { spec, ...known })
    store.markSaved(entry.ref)
    await models.refresh()
    return entry.ref
  }

  /**
   * Hands the network on, with its first weights, to the views that look at networks; nothing is
   * saved.
   */
  async function bringOut(): Promise<boolean> {
    const { spec } = store.examination
    if (spec) await useDraftLook().look(spec, store.document.identity)
    return spec !== undefined
  }

  function fit(): void {
    const info = datasets.find(setup.dataset)
    const parsed = modelSpecSchema.safeParse(store.draft)
    if (!info || !parsed.success) return
    const { height, width, channels, classes } = info
    const dataset = { height, width, channels, classes: classes.length }
    const next = shrinkToDataset(parsed.data, dataset)
    const plain = fitToDataset(parsed.data, dataset)
    const gone = next.layers.filter(
      (layer, index) => JSON.stringify(layer) !== JSON.stringify(plain.layers[index]),
    ).length
    store.edit((draft) => adopt(draft, next))
    const values = {
      name: next.name,
      shape: formatShape([height, width, channels]),
      classes: classes.length,
      count: gone,
    }
    messages.say(t(gone > 0 ? 'model.shrunk' : 'model.fitted', values))
  }

  const attempt = (work: () => Promise<unknown>): void =>
    void messages.attempt(work, store.draft.name)

  return {
    openModel: (ref: ModelRef): void => attempt(() => openModel(ref)),
    openFile: (): void => attempt(openFile),
    openEmpty: (): void => store.open(emptyDraft),
    /** @returns what keeps the text from being opened */
    openText: (text: string): string | undefined => {
      const found = fromSharedText(text)
      if ('problem' in found) return found.problem
      store.open(found.draft)
      return undefined
    },
    saveFile: (): void =>
      save.saveText(`${store.draft.name || 'network'}.json`, formatDraft(store.draft)),
    share: (): void =>
      attempt(async () => {
        await navigator.clipboard.writeText(sharedText(store.draft))
        messages.say(t('model.shared'))
      }),
    save: (): void =>
      attempt(async () => {
        if (await keep()) messages.say(t('model.savedAs', { name: store.draft.name }))
      }),
    inspect: (): void =>
      attempt(async () => {
        if (await bringOut()) workbench.show('inspect')
      }),
    fields: (): void =>
      attempt(async () => {
        const layer = store.selected.at(-1)
        if (!(await bringOut())) return
        if (layer !== undefined) useFields().lookAt(layer)
        workbench.show('fields')
      }),
    train: (): void => {
      if (store.examination.spec) useHandOver().leave('networkToTrain', store.examination.spec)
    },
    fit,
  }
}

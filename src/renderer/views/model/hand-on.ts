import type { ModelRef } from '@shared/contract/models'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { useFields } from '@renderer/stores/fields/fields'
import { useHandOver } from '@renderer/stores/hand-over'
import { useMessages } from '@renderer/stores/messages'
import { useDraftLook } from '@renderer/stores/models/draft-look'
import { useModels } from '@renderer/stores/models/models'
import { useWorkbench } from '@renderer/stores/workbench'
import { useModelDocument } from './document/store'

/** Gives the network to Models and to the other views. Failures become messages. */
export function useHandingOn() {
  const [store, messages] = [useModelDocument(), useMessages()]
  const [models, workbench] = [useModels(), useWorkbench()]

  /** Saves the network in Models, again in the same place. */
  async function keep(): Promise<ModelRef | undefined> {
    const { spec } = store
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
    const { spec } = store
    if (spec) await useDraftLook().look(spec, store.document.identity)
    return spec !== undefined
  }

  const attempt = (work: () => Promise<unknown>): void =>
    void messages.attempt(work, store.draft.name)

  return {
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
      const { spec, resolved } = store
      if (spec && resolved && resolved.classes > 0) useHandOver().leave('networkToTrain', spec)
    },
  }
}

import { defineStore } from 'pinia'
import type { Chosen } from '@shared/contract/desktop'
import type { EngineInput, EngineOutput } from '@shared/contract/engine'
import type { ModelAnswers, ModelEntry, ModelLook, ModelRef } from '@shared/contract/models'
import type { ExportFormat, Extra, Quantisation } from '@shared/formats'
import { engine } from '@renderer/api'
import { useJobs } from '../jobs'
import { createResource } from '@renderer/async/resource'

type Imported = EngineOutput<'models.import'>
type Exported = EngineOutput<'models.export'>

interface ExportOptions {
  /** Fewer bits for the weights. */
  readonly quantise?: Quantisation | undefined
  /** Whether temperature and limits of unknown pictures go with it. */
  readonly calibration?: boolean
  /** What the graph has beyond the network. */
  readonly extras?: readonly Extra[]
}

/**
 * Everything that can be inspected, trained or exported: presets, bundled models, runs and imported
 * models.
 */
export const useModels = defineStore('models', () => {
  const {
    items: models,
    state,
    error,
    refresh,
    follow,
  } = createResource<ModelEntry>(() => engine().call('models.list', {}))

  function load(): void {
    engine().on('models.changed', () => void refresh())
    follow()
  }

  const find = (ref: ModelRef): ModelEntry | undefined =>
    models.value.find((model) => model.ref === ref)

  /** What a file or folder holds; its progress is in the job bar. @throws AppError of the engine. */
  const look = ({ token, name }: Chosen): Promise<ModelLook | undefined> =>
    useJobs().track(name, `look:${token}`, (options) =>
      engine().call('models.look', { token }, options),
    )

  /** What was looked at is not imported after all. */
  async function dismiss({ token }: Chosen): Promise<void> {
    await engine().call('models.dismiss', { token })
  }

  /** Takes in a model file or folder. @throws AppError of the engine. */
  async function importModel(
    { token, name }: Chosen,
    answers: Omit<EngineInput<'models.import'>, 'token'>,
  ): Promise<Imported | undefined> {
    const imported = await useJobs().track(name, `import:${token}`, (options) =>
      engine().call('models.import', { token, ...answers }, options),
    )
    await refresh()
    return imported
  }

  /** Says how pictures are prepared for a model, or what its classes are called. */
  async function prepare(model: ModelRef, answers: ModelAnswers): Promise<void> {
    await engine().call('models.prepare', { model, ...answers })
    await refresh()
  }

  async function rename(model: ModelRef, title: string): Promise<void> {
    await engine().call('models.rename', { model, title })
    await refresh()
  }

  /** Moves it to the trash, from where `restore` brings it back. */
  async function remove(model: ModelRef): Promise<void> {
    await engine().call('models.delete', { model })
    await refresh()
  }

  async function restore(model: ModelRef): Promise<void> {
    await engine().call('models.restore', { model })
    await refresh()
  }

  /**
   * Writes the model into a chosen folder: its files, and what they can't hold. @throws AppError of the engine;
   * `cancelled`.
   */
  async function exportModel(
    model: ModelRef,
    format: ExportFormat,
    token: string,
    { quantise, calibration, extras = [] }: ExportOptions = {},
  ): Promise<Exported | undefined> {
    const title = find(model)?.title ?? model
    return useJobs().track(title, `export:${model}`, (options) =>
      engine().call(
        'models.export',
        {
          model,
          format,
          token,
          extras: [...extras],
          ...(quantise && { quantise }),
          ...(calibration && { calibration }),
        },
        options,
      ),
    )
  }

  return {
    models,
    state,
    error,
    load,
    refresh,
    find,
    look,
    dismiss,
    importModel,
    prepare,
    rename,
    remove,
    restore,
    exportModel,
  }
})

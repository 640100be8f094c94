import { defineStore } from 'pinia'
import type { DatasetAnalysis, DatasetInfo } from '@shared/contract/datasets'
import type { EngineInput } from '@shared/contract/engine'
import { engine } from '@renderer/api'
import { useJobs } from './jobs'
import { createResource } from '@renderer/async/resource'

/** Whether its pictures are here, or can be brought from where they are. */
export const isUsable = ({ state }: DatasetInfo): boolean => state === 'ready' || state === 'found'

/** Name of a data set's job in the job bar. */
export const datasetSubject = (id: string): string => `dataset:${id}`

/** The data sets that this machine has, or can bring. */
export const useDatasets = defineStore('datasets', () => {
  const {
    items: datasets,
    state,
    error,
    refresh,
    set,
    follow,
  } = createResource<DatasetInfo>(() => engine().call('datasets.list', {}))

  function load(): void {
    engine().on('datasets.changed', () => void refresh())
    follow()
  }

  const find = (id: string): DatasetInfo | undefined =>
    datasets.value.find((dataset) => dataset.id === id)

  function replace(info: DatasetInfo): void {
    set([...datasets.value.filter(({ id }) => id !== info.id), info])
  }

  /**
   * Brings and caches a data set, with its progress in the job bar. @throws AppError of the engine;
   * `cancelled`.
   */
  async function fetch(id: string): Promise<void> {
    const title = find(id)?.title ?? id
    const info = await useJobs().track(title, datasetSubject(id), (options) =>
      engine().call('datasets.fetch', { id }, options),
    )
    if (info) await refresh()
  }

  /** What files hold, with its progress in the job bar. @throws as `importFolder` */
  const analyse = (
    input: EngineInput<'datasets.analyse'>,
    title: string,
  ): Promise<DatasetAnalysis | undefined> =>
    useJobs().track(title, 'dataset-analysis', (options) =>
      engine().call('datasets.analyse', input, options),
    )

  /** Makes a data set of a folder. @throws AppError of the engine; `cancelled`. */
  async function importFolder(
    input: EngineInput<'datasets.import'>,
    title: string,
  ): Promise<DatasetInfo | undefined> {
    const info = await useJobs().track(title, 'dataset-import', (options) =>
      engine().call('datasets.import', input, options),
    )
    if (info) {
      replace(info)
      void refresh()
    }
    return info
  }

  return { datasets, state, error, load, refresh, find, fetch, analyse, importFolder }
})

import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { KeptCheck } from '@shared/contract/dataset-check'
import type { DatasetAnalysis, DatasetInfo } from '@shared/contract/datasets'
import type { EngineInput, EngineOutput } from '@shared/contract/engine'
import { engine } from '@renderer/api'
import { useJobs } from './jobs'
import { createResource } from '@renderer/async/resource'

/** Whether its pictures are here, or can be brought from where they are. */
export const isUsable = ({ state }: DatasetInfo): boolean => state === 'ready' || state === 'found'

/** Name of a data set's job in the job bar. */
export const datasetSubject = (id: string): string => `dataset:${id}`
export const checkSubject = (id: string): string => `dataset-check:${id}`

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

  /** The set that was imported or made last in this session. */
  const newest = ref<string>()
  function arrived(info: DatasetInfo): void {
    newest.value = info.id
    replace(info)
    void refresh()
  }

  /** In its place, so that no list jumps. */
  function replace(info: DatasetInfo): void {
    set(
      find(info.id)
        ? datasets.value.map((each) => (each.id === info.id ? info : each))
        : [...datasets.value, info],
    )
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
    if (info) arrived(info)
    return info
  }

  /** Makes a data set of pictures that were taken. @throws AppError of the engine; `cancelled`. */
  async function make(input: EngineInput<'datasets.make'>): Promise<DatasetInfo | undefined> {
    const info = await useJobs().track(input.title, 'dataset-make', (options) =>
      engine().call('datasets.make', input, options),
    )
    if (info) arrived(info)
    return info
  }

  /** Looks for copies, leaks and flaws, with its progress in the job bar. @throws as `fetch` */
  async function check(id: string, title: string): Promise<KeptCheck | null> {
    await useJobs().track(title, checkSubject(id), (options) =>
      engine().call('datasets.check', { id }, options),
    )
    return findings(id)
  }
  const findings = (id: string): Promise<KeptCheck | null> =>
    engine().call('datasets.findings', { id })

  /** @returns which pictures were not so before @throws AppError of the engine */
  async function setAside(
    input: EngineInput<'datasets.setAside'>,
  ): Promise<EngineOutput<'datasets.setAside'>['changed']> {
    const { info, changed } = await engine().call('datasets.setAside', input)
    replace(info)
    return changed
  }

  /** @returns the change that takes it back @throws AppError of the engine */
  async function relabel(
    input: EngineInput<'datasets.relabel'>,
  ): Promise<EngineOutput<'datasets.relabel'>['undo']> {
    const { info, undo } = await engine().call('datasets.relabel', input)
    replace(info)
    return undo
  }

  /** Moves it to the trash, from where `restore` brings it back. */
  async function remove(id: string): Promise<void> {
    await engine().call('datasets.remove', { id })
    await refresh()
  }
  async function restore(id: string): Promise<void> {
    await engine().call('datasets.restore', { id })
    await refresh()
  }

  return {
    ...{ datasets, newest, state, error, load, refresh, find, fetch, analyse, importFolder, make },
    ...{ check, findings, setAside, relabel, remove, restore },
  }
})

import { defineStore } from 'pinia'
import type { Trashed } from '@shared/contract/trash'
import { engine } from '@renderer/api'
import { createResource } from '@renderer/async/resource'
import { useRuns } from './runs/runs'

/** What has been deleted: runs, models and data sets. */
export const useTrash = defineStore('trash', () => {
  const { items, state, error, refresh } = createResource<Trashed>(() =>
    engine().call('trash.list', {}),
  )

  /** @throws AppError of the engine */
  async function restore({ place, kind }: Trashed): Promise<void> {
    try {
      await engine().call('trash.restore', { place })
      if (kind === 'run') await useRuns().refresh()
    } finally {
      await refresh()
    }
  }

  /** Deletes these for good. @returns bytes that were freed @throws AppError of the engine */
  async function empty(which: readonly Trashed[]): Promise<number> {
    try {
      const places = which.map(({ place }) => place)
      return (await engine().call('trash.empty', { places })).bytes
    } finally {
      await refresh()
    }
  }

  return { items, state, error, refresh, restore, empty }
})

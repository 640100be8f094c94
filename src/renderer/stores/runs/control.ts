import { defineStore } from 'pinia'
import type { RunAction, RunInfo, StartFrom } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import { engine } from '@renderer/api'
import { useSettings } from '../settings'
import { useRuns } from './runs'
import { useRunTracks } from './tracks'

/** Starting, resuming and steering runs. */
export const useRunControl = defineStore('run-control', () => {
  const [runs, tracks, settings] = [useRuns(), useRunTracks(), useSettings()]
  /**
   * Runs that were set going from this window and whose end nobody has announced. A short one may
   * be over before it is first heard of.
   */
  const begun = new Map<string, { readonly quiet: boolean }>()

  /** @param options.quiet whoever started it announces its end. @default false */
  async function start(
    recipe: Recipe,
    {
      title,
      quiet = false,
      from,
    }: { title?: string; quiet?: boolean; from?: StartFrom | undefined } = {},
  ): Promise<RunInfo> {
    const info = await engine().call('runs.start', {
      recipe,
      mode: settings.settings.trainingMode,
      ...(title ? { title } : {}),
      ...(from ? { from } : {}),
    })
    begun.set(info.id, { quiet })
    runs.replace(info)
    void tracks.fetchTrack(info.id)
    return info
  }

  /** @param epochs how many the run is to have in all; its recipe's if none are named */
  async function resume(run: string, epochs?: number): Promise<void> {
    tracks.restart(run)
    try {
      const info = await engine().call('runs.resume', {
        run,
        mode: settings.settings.trainingMode,
        ...(epochs === undefined ? {} : { epochs }),
      })
      begun.set(run, { quiet: false })
      runs.replace(info)
    } finally {
      await tracks.fetchTrack(run)
    }
  }

  async function control(run: string, action: RunAction): Promise<void> {
    runs.replace(await engine().call('runs.control', { run, action }))
  }

  return { begun, start, resume, control }
})

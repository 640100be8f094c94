import { until } from '@vueuse/core'
import { defineStore, storeToRefs } from 'pinia'
import { ref, shallowRef } from 'vue'
import { isOver, type RunInfo } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import type { ProofPlan, Side } from '@shared/model/lint/proof-plan'
import { trainedBefore, type ProofRun } from '@shared/model/lint/proof-runs'
import { outcomeOf } from '@shared/model/lint/verdict'
import { useMessages } from '@renderer/stores/messages'
import { useRunControl } from '@renderer/stores/runs/control'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { proofTitle } from '../texts'
import { useProven } from './proven'
import { observedRate, useProofRate } from './rate'

/** The pair that trains now. */
export interface RunningPair {
  readonly key: string
  readonly plan: ProofPlan
  readonly seed: number
  readonly side: Side
  /** Absent until the engine has begun it. */
  readonly run?: string
  /** When this side was begun, in milliseconds since 1970. */
  readonly since: number
}

const useRunningProof = defineStore('running-proof', () => ({
  running: shallowRef<RunningPair>(),
  cancelled: ref(false),
}))

/** Trains the sides of a proof's pairs, one at a time, and stops at once when it is cancelled. */
export function useProofTraining() {
  const { running, cancelled } = storeToRefs(useRunningProof())
  const [runs, tracks, control] = [useRuns(), useRunTracks(), useRunControl()]
  const [messages, selection] = [useMessages(), useRunSelection()]
  const { observe } = useProofRate()
  const { trainings } = useProven()
  const isCancelled = (): boolean => cancelled.value

  function observeSpeed(run: RunInfo, { plan, side }: Pick<RunningPair, 'plan' | 'side'>): void {
    const speed = tracks.progressOf(run.id)?.examplesPerSecond
    observe(run, observedRate(plan.totals[side].macs, plan.examples, speed))
  }

  /**
   * One side of a pair, over the curves of the runs before it; what was trained already is taken.
   * @throws AppError `cancelled` when the user stops it: half a training proves nothing
   */
  async function train(
    pair: Omit<RunningPair, 'run' | 'since'>,
    before: readonly string[],
  ): Promise<ProofRun> {
    const { plan, seed, side } = pair
    const since = Date.now()
    if (isCancelled()) throw new AppError('cancelled', '')
    running.value = { ...pair, since }
    const known = trainedBefore(plan, side, seed, trainings.value)
    if (known) return known
    const { id } = await control.start(plan.recipe(side, seed), {
      title: proofTitle(plan, side, seed),
      quiet: true,
    })
    running.value = { ...pair, since, run: id }
    selection.overlay([...before, id], { pooled: true })
    if (isCancelled()) await control.control(id, 'stop')
    await until(() => runs.goes(id)).toBe(false)
    const run = runs.find(id)
    if (run) observeSpeed(run, pair)
    if (!run || !isOver(run)) throw new AppError('cancelled', '')
    return { run: run.id, ...outcomeOf(run) }
  }

  function begin(): void {
    cancelled.value = false
  }
  function end(): void {
    running.value = undefined
  }

  function cancel(): void {
    const run = running.value?.run
    cancelled.value = true
    if (run !== undefined && runs.goes(run))
      void messages.attempt(() => control.control(run, 'stop'))
  }

  return { running, cancelled, train, begin, end, cancel }
}

import { until } from '@vueuse/core'
import { defineStore, storeToRefs } from 'pinia'
import { ref, shallowRef } from 'vue'
import { isOver } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import type { Finding } from '@shared/model/lint'
import { PROOF } from '@shared/model/lint/proof'
import { proofPlan, SIDES, type ProofPlan, type Side } from '@shared/model/lint/proof-plan'
import { trainedBefore, type ProofRun, type SeedPair } from '@shared/model/lint/proof-runs'
import { outcomeOf, verdictOf } from '@shared/model/lint/verdict'
import type { ModelSpec } from '@shared/model/spec'
import { t } from '@renderer/i18n'
import { useTelling } from '@renderer/actions/telling'
import { isUsable, useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs/runs'
import { useWorkbench } from '@renderer/stores/workbench'
import { useRunControl } from '@renderer/stores/runs/control'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { useSetup } from '../setup'
import { findingTitle, proofTitle, verdictText } from '../texts'
import { useProven, type Proof } from './proven'
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

const runsOf = (pairs: readonly SeedPair[]): readonly string[] =>
  pairs.flatMap((pair) => SIDES.map((side) => pair[side].run))

/**
 * Proves a warning: the network and its mended variant trained briefly, alike in all but the
 * change, their curves over each other; with further seeds on request.
 */
export function useProof() {
  const { running, cancelled } = storeToRefs(useRunningProof())
  const [runs, datasets, messages, workbench] = [
    useRuns(),
    useDatasets(),
    useMessages(),
    useWorkbench(),
  ]
  const setup = useSetup()
  const selection = useRunSelection()
  const [tracks, control] = [useRunTracks(), useRunControl()]
  const { rate, observe } = useProofRate()
  const { tell } = useTelling()
  const { trainings, proofOf } = useProven()

  /** A warning of a network on the data set in hand: after an edit it is to be proved anew. */
  const keyOf = (spec: ModelSpec | undefined, { rule, layers }: Finding): string =>
    JSON.stringify([setup.dataset, rule, layers[0], spec])

  function back(): void {
    setup.tab = 'checks'
    workbench.show('model')
  }
  const isCancelled = (): boolean => cancelled.value
  /** Whether the user looks at the warnings: the verdict stands before him. */
  const isWatched = (): boolean => workbench.view === 'model' && setup.tab === 'checks'

  /** @throws AppError `cancelled` when the user stops it: half a training proves nothing */
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
    if (run)
      observe(
        run,
        observedRate(
          plan.totals[side].macs,
          plan.examples,
          tracks.progressOf(id)?.examplesPerSecond,
        ),
      )
    if (!run || !isOver(run)) throw new AppError('cancelled', '')
    return { run: run.id, ...outcomeOf(run) }
  }

  /** Trains the next pair; what the pairs before it said stays until this one is done. */
  async function addPair(key: string, plan: ProofPlan, pairs: readonly SeedPair[]): Promise<void> {
    const [seed, before] = [(pairs.at(-1)?.seed ?? -1) + 1, runsOf(pairs)]
    cancelled.value = false
    try {
      const drawn = await train({ key, plan, seed, side: 'drawn' }, before)
      const mended = await train({ key, plan, seed, side: 'mended' }, [...before, drawn.run])
      const all = [...pairs, { seed, drawn, mended }]
      const body = (): string => verdictText({ pairs: all, verdict: verdictOf(all, PROOF.tests) })
      tell({
        title: () => findingTitle(plan.finding),
        body,
        shown: !isWatched(),
        action: { label: () => t('model.checks.toWarning'), run: back },
        stays: true,
      })
    } finally {
      running.value = undefined
    }
  }

  async function prove(spec: ModelSpec, finding: Finding): Promise<void> {
    if (running.value !== undefined) return
    const info = datasets.find(setup.dataset)
    if (!info || !isUsable(info))
      throw new AppError(
        'not-found',
        t('model.checks.needsDataset', { dataset: info?.title ?? setup.dataset }),
      )
    const plan = proofPlan(spec, finding, info, rate.value)
    if (!plan) return
    // Train shows them from the beginning; who then looks elsewhere is left there, however long the
    // first takes to begin.
    workbench.show('train')
    await addPair(keyOf(spec, finding), plan, [])
  }

  async function again(spec: ModelSpec, finding: Finding): Promise<void> {
    const proof = proofOf(spec, finding)
    if (proof && running.value === undefined)
      await addPair(keyOf(spec, finding), proof.plan, proof.pairs)
  }

  function cancel(): void {
    const run = running.value?.run
    cancelled.value = true
    if (run !== undefined && runs.goes(run))
      void messages.attempt(() => control.control(run, 'stop'))
  }

  return {
    running,
    cancelled,
    proofOf,
    /** The pair of this warning, if it trains. */
    runningOf: (spec: ModelSpec | undefined, finding: Finding): RunningPair | undefined =>
      running.value?.key === keyOf(spec, finding) ? running.value : undefined,
    prove: (spec: ModelSpec, finding: Finding): void =>
      void messages.attempt(() => prove(spec, finding), findingTitle(finding)),
    /** Once more, with the next seed. */
    again: (spec: ModelSpec, finding: Finding): void =>
      void messages.attempt(() => again(spec, finding), findingTitle(finding)),
    /** Gives the pair up that trains; the pairs before it stay. */
    cancel,
    showCurves: ({ pairs }: Proof): void =>
      selection.compare(
        runsOf(pairs).filter((id) => runs.find(id)),
        { pooled: true },
      ),
  }
}

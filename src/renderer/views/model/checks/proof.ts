import { AppError } from '@shared/errors'
import type { Finding } from '@shared/model/lint'
import { PROOF } from '@shared/model/lint/proof'
import { proofPlan, SIDES, type ProofPlan } from '@shared/model/lint/proof-plan'
import type { SeedPair } from '@shared/model/lint/proof-runs'
import { verdictOf } from '@shared/model/lint/verdict'
import type { ModelSpec } from '@shared/model/spec'
import { t } from '@renderer/i18n'
import { useTelling } from '@renderer/actions/telling'
import { isUsable, useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs/runs'
import { useWorkbench } from '@renderer/stores/workbench'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useSetup } from '../setup'
import { findingTitle, verdictText } from '../texts'
import { useProven, type Proof } from './proven'
import { useProofTraining, type RunningPair } from './proof-training'
import { useProofRate } from './rate'

const runsOf = (pairs: readonly SeedPair[]): readonly string[] =>
  pairs.flatMap((pair) => SIDES.map((side) => pair[side].run))

/**
 * Proves a warning: the network and its fixed variant trained briefly, alike in all but the
 * change, their curves over each other; with further seeds on request.
 */
export function useProof() {
  const { running, cancelled, train, cancel, begin, end } = useProofTraining()
  const [runs, datasets, messages, workbench] = [
    useRuns(),
    useDatasets(),
    useMessages(),
    useWorkbench(),
  ]
  const setup = useSetup()
  const selection = useRunSelection()
  const { rate } = useProofRate()
  const { tell } = useTelling()
  const { proofOf } = useProven()

  /** A warning of a network on the current data set: after an edit it is to be proved anew. */
  const keyOf = (spec: ModelSpec | undefined, { rule, layers }: Finding): string =>
    JSON.stringify([setup.dataset, rule, layers[0], spec])

  function back(): void {
    setup.tab = 'checks'
    workbench.show('model')
  }
  /** Whether the user looks at the warnings: the verdict stands before him. */
  const isWatched = (): boolean => workbench.view === 'model' && setup.tab === 'checks'

  /** Trains the next pair; what the pairs before it said stays until this one is done. */
  async function addPair(key: string, plan: ProofPlan, pairs: readonly SeedPair[]): Promise<void> {
    const [seed, before] = [(pairs.at(-1)?.seed ?? -1) + 1, runsOf(pairs)]
    begin()
    try {
      const drawn = await train({ key, plan, seed, side: 'drawn' }, before)
      const fixed = await train({ key, plan, seed, side: 'fixed' }, [...before, drawn.run])
      const all = [...pairs, { seed, drawn, fixed }]
      const body = (): string => verdictText({ pairs: all, verdict: verdictOf(all, PROOF.tests) })
      tell({
        title: () => findingTitle(plan.finding),
        body,
        shown: !isWatched(),
        action: { label: () => t('model.checks.toWarning'), run: back },
        stays: true,
      })
    } finally {
      end()
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

import { createGlobalState } from '@vueuse/core'
import { ref, shallowRef, watch } from 'vue'
import type { RunInfo } from '@shared/contract/training'
import type { Finding } from '@shared/model/lint'
import { PROOF, proofExamples, proofPair } from '@shared/model/lint/proof'
import { verdictOf, type Outcome, type Verdict } from '@shared/model/lint/verdict'
import { parseRecipe, type Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { summarise, type ModelSummary } from '@shared/model/summary'
import type { ModelSpec } from '@shared/model/spec'
import { AppError } from '@shared/errors'
import { t } from '@renderer/i18n'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs'
import { useWorkbench } from '@renderer/stores/workbench'
import { useStepCost } from '../measure'
import { useSetup } from '../setup'
import { findingTitle, verdictText } from '../texts'

/** One of the two trainings, with what its network weighs. */
export interface ProofSide extends Outcome {
  readonly run: string
  readonly totals: ModelSummary['totals']
}

export interface Proof {
  readonly drawn: ProofSide
  readonly mended: ProofSide
  readonly verdict: Verdict
  readonly dataset: string
  /** Pictures of an epoch. */
  readonly examples: number
  /** Shape of the pictures, where the warning no longer holds in the network that was cut down to them. */
  readonly cutDown?: readonly number[]
}

interface Running {
  readonly key: string
  /** Which of the two trains. */
  readonly side: 1 | 2
}

const state = createGlobalState(() => ({ running: ref<Running>(), proofs: shallowRef<ReadonlyMap<string, Proof>>(new Map()) }))

/** A warning of a network: after an edit it is to be proved anew. */
const keyOf = (spec: ModelSpec | undefined, { rule, layers }: Finding): string => JSON.stringify([rule, layers[0], spec])

/** Waits until a run has ended, however it did; one that the user has stopped proves nothing. */
function ended(id: string): Promise<RunInfo> {
  const runs = useRuns()
  return new Promise((resolve, reject) => {
    const stop = watch(
      () => runs.find(id),
      (run) => {
        if (run?.state === 'starting' || run?.state === 'running') return
        queueMicrotask(() => stop())
        if (run?.state === 'finished' || run?.state === 'failed') resolve(run)
        else reject(new AppError('cancelled', ''))
      },
      { immediate: true },
    )
  })
}

const totalsOf = (model: ModelSpec): ModelSummary['totals'] => summarise(resolveModel(model)).totals

const outcomeOf = ({ last, stepsDone, state: how, problem }: RunInfo): Outcome => ({
  trainLoss: last?.trainLoss ?? null,
  trainAccuracy: last?.trainAccuracy ?? null,
  testLoss: last?.testLoss ?? null,
  testAccuracy: last?.testAccuracy ?? null,
  steps: stepsDone,
  ...(how === 'failed' ? { failure: problem ?? '' } : {}),
})

/** Proves a warning: the network and its mended variant trained briefly, alike in all but the change, their curves over each other. */
export function useProof() {
  const { running, proofs } = state()
  const [runs, datasets, messages, workbench] = [useRuns(), useDatasets(), useMessages(), useWorkbench()]
  const setup = useSetup()
  const { rate } = useStepCost()

  function recipeOf(model: ModelSpec, dataset: string, examples: number): Recipe {
    const brief = { batchSize: PROOF.batchSize, epochs: PROOF.epochs, limitTrain: examples, limitTest: PROOF.tests }
    return parseRecipe({ model, dataset, optimizer: { kind: 'adam' }, learningRate: 0.001, seed: 0, ...brief })
  }

  function back(): void {
    setup.tab.value = 'checks'
    workbench.show('model')
  }

  async function train(recipe: Recipe, title: string, before: readonly string[]): Promise<ProofSide> {
    const { id } = await runs.start(recipe, title.slice(0, 120))
    // Train shows them from the beginning; who then looks elsewhere is left there.
    if (before.length === 0) workbench.compareRuns([id])
    else workbench.overlayRuns([...before, id])
    return { ...outcomeOf(await ended(id)), run: id, totals: totalsOf(recipe.model) }
  }

  async function prove(spec: ModelSpec, finding: Finding): Promise<void> {
    if (running.value !== undefined) return
    const info = datasets.find(setup.dataset.value)
    if (!info || info.state === 'missing' || info.state === 'damaged') throw new AppError('not-found', t('model.checks.needsDataset', { dataset: info?.title ?? setup.dataset.value }))
    const { height, width, channels, classes } = info
    const pair = proofPair(spec, finding, { height, width, channels, classes: classes.length })
    if (!pair) return
    const examples = proofExamples(Math.max(...[pair.drawn, pair.mended].map((model) => totalsOf(model).macs)), rate.value)
    const recipes = [recipeOf(pair.drawn, info.id, examples), recipeOf(pair.mended, info.id, examples)] as const
    const key = keyOf(spec, finding)
    try {
      running.value = { key, side: 1 }
      const drawn = await train(recipes[0], t('model.checks.asDrawn', { name: spec.name }), [])
      running.value = { key, side: 2 }
      const mended = await train(recipes[1], t('model.checks.mended', { name: spec.name, rule: findingTitle(finding) }), [drawn.run])
      const proof: Proof = { drawn, mended, verdict: verdictOf(drawn, mended, PROOF.tests), dataset: info.title, examples, ...(pair.holds ? {} : { cutDown: [height, width, channels] }) }
      proofs.value = new Map(proofs.value).set(key, proof)
      messages.say(() => verdictText(proof), { title: () => findingTitle(finding), action: { label: () => t('model.checks.toWarning'), run: back }, stays: true })
    } finally {
      running.value = undefined
    }
  }

  return {
    running,
    proofOf: (spec: ModelSpec | undefined, finding: Finding): Proof | undefined => (proofs.value.size > 0 ? proofs.value.get(keyOf(spec, finding)) : undefined),
    sideOf: (spec: ModelSpec | undefined, finding: Finding): Running['side'] | undefined => (running.value?.key === keyOf(spec, finding) ? running.value.side : undefined),
    prove: (spec: ModelSpec, finding: Finding): void => void messages.attempt(() => prove(spec, finding), findingTitle(finding)),
    showCurves: ({ drawn, mended }: Proof): void => workbench.compareRuns([drawn.run, mended.run].filter((id) => runs.find(id))),
  }
}

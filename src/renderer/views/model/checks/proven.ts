import { computed } from 'vue'
import { isOver } from '@shared/contract/training'
import type { Finding } from '@shared/model/lint'
import { PROOF, suited } from '@shared/model/lint/proof'
import { proofPlan, type ProofDataset, type ProofPlan } from '@shared/model/lint/proof-plan'
import { briefTrainings, networkKey, provenBy, type SeedPair } from '@shared/model/lint/proof-runs'
import { verdictOf, type Verdict } from '@shared/model/lint/verdict'
import type { ModelSpec } from '@shared/model/spec'
import { useDatasets } from '@renderer/stores/datasets'
import { useRuns } from '@renderer/stores/runs/runs'
import { useSetup } from '../setup'

/** What the trainings among the runs say of a warning. */
export interface Proof {
  readonly plan: ProofPlan
  readonly pairs: readonly SeedPair[]
  readonly verdict: Verdict
}

/** What `make` makes of an object and a data set, once for the current one. */
function remembered<Of extends object, Made>(
  make: (of: Of, info: ProofDataset) => Made,
): (of: Of, info: ProofDataset) => Made | undefined {
  const known = new WeakMap<Of, { readonly dataset: string; readonly made: Made | undefined }>()
  return (of, info) => {
    const before = known.get(of)
    if (before?.dataset === info.id) return before.made
    let made: Made | undefined
    try {
      made = make(of, info)
    } catch {
      // A network that can't be made to suit the pictures: the attempt to prove it says why.
    }
    known.set(of, { dataset: info.id, made })
    return made
  }
}

const keyFor = remembered((spec: ModelSpec, info) =>
  networkKey(suited(spec, { ...info, classes: info.classes.length })),
)
/** Of any number of pictures: the trainings tell how many they had. */
const planFor = (spec: ModelSpec) =>
  remembered((finding: Finding, info) => proofPlan(spec, finding, info, 1))
const plansOf = new WeakMap<ModelSpec, ReturnType<typeof planFor>>()

/**
 * Proofs are read off the runs: they outlive the window, go with runs that are deleted, and those
 * of the command line are among them.
 */
export function useProven() {
  const [runs, datasets, setup] = [useRuns(), useDatasets(), useSetup()]
  const trainings = computed(() => briefTrainings(runs.runs.filter(isOver), setup.dataset))
  const networks = computed(
    () => new Set(trainings.value.map(({ recipe }) => networkKey(recipe.model))),
  )

  function proofOf(spec: ModelSpec | undefined, finding: Finding): Proof | undefined {
    const info = datasets.find(setup.dataset)
    if (
      !spec ||
      !info ||
      trainings.value.length === 0 ||
      !networks.value.has(keyFor(spec, info) ?? '')
    )
      return undefined
    const plans = plansOf.get(spec) ?? planFor(spec)
    plansOf.set(spec, plans)
    const plan = plans(finding, info)
    const proven = plan && provenBy(plan, trainings.value)
    return proven && { ...proven, verdict: verdictOf(proven.pairs, PROOF.tests) }
  }
  return { trainings, proofOf }
}

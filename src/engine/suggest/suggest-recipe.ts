import { macsOf, suggest, timedNetwork, type Suggestion } from '@shared/suggest/suggest'
import { batchFor } from '@shared/suggest/length'
import { trainCount } from '@shared/suggest/set-facts'
import { datasetInfo } from '../datasets'
import { measureInProcess } from '../measure/in-process'
import type { Work } from '../work/work'
import { setFactsOf } from './set-facts'

/** Steps that are timed: their median is steady, and they take a second or two. */
const TIMED_STEPS = 5

/**
 * A network, a recipe and a length for a data set on this machine, each with its reason. The time
 * of a step is measured with a network of the proposed kind in a process of its own; that of wider
 * and narrower ones follows their multiply-accumulates.
 * @throws AppError `not-found`, `cancelled`, and what a measurement throws
 */
export async function suggestRecipe(id: string, work: Work = {}): Promise<Suggestion> {
  const facts = await setFactsOf(id, work)
  const spec = timedNetwork(facts)
  const batchSize = Math.min(batchFor(trainCount(facts)), trainCount(facts))
  const options = { spec, batchSize, optimizer: 'adam', steps: TIMED_STEPS } as const
  const { secondsPerStep } = await measureInProcess(options, work)
  const secondsPerMac = secondsPerStep / batchSize / macsOf(spec)
  const { recipe, ...proposal } = suggest(facts, (network) => macsOf(network) * secondsPerMac)
  const { fit, setAside } = await datasetInfo(id)
  return {
    ...proposal,
    recipe: {
      ...recipe,
      ...(fit === undefined ? {} : { fitting: fit }),
      ...(setAside === undefined ? {} : { setAside }),
    },
  }
}

import type { FindingEvent, TrainEvent, VitalsEvent } from '@shared/contract/training'
import { diagnose } from '@shared/doctor'
import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'

/** A training as the doctor sees it before the first step. */
interface Known {
  readonly recipe: Recipe
  readonly model: ResolvedModel
  readonly stepsTotal: number
  readonly counts: readonly number[]
}

const isVitals = (event: TrainEvent): event is VitalsEvent => event.type === 'vitals'

/**
 * Follows the events of a run and says what keeps it from learning, each rule once. Because it
 * knows nothing but the events, a resumed run hears the same as one that was not interrupted.
 */
export class Doctor {
  readonly #events: TrainEvent[]

  /** @param events of the run so far, where it is resumed */
  constructor(
    private readonly known: Known,
    events: readonly TrainEvent[],
  ) {
    this.#events = [...events]
  }

  /** Takes an event of the run. @returns what there is to say after it */
  hear(event: TrainEvent): FindingEvent | undefined {
    this.#events.push(event)
    if (event.type !== 'vitals' && event.type !== 'epoch') return undefined
    const vitals = this.#events.filter(isVitals)
    if (vitals.length === 0) return undefined
    const found = diagnose({
      ...this.known,
      vitals,
      epochs: this.#events.filter((each) => each.type === 'epoch'),
      progress: this.#events.filter((each) => each.type === 'progress'),
    })
    if (!found || this.#said(found.rule)) return undefined
    const { epoch, step } = event
    const finding: FindingEvent = { type: 'finding', ...found, epoch, step }
    this.#events.push(finding)
    return finding
  }

  #said(rule: FindingEvent['rule']): boolean {
    return this.#events.some((each) => each.type === 'finding' && each.rule === rule)
  }
}

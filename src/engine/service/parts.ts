import type { PassStore } from '../inspect/pass-store'
import type { Announcer } from '../trainings/announcer'
import type { Jobs } from '../work/jobs'
import type { Pictures } from '../inspect/opened-pictures'
import type { Tokens } from './tokens'
import type { Trainings } from '../trainings/trainings'

/** What the handlers share. */
export interface Parts {
  readonly hub: Announcer
  readonly jobs: Jobs
  readonly tokens: Tokens
  readonly pictures: Pictures
  readonly passes: PassStore
  readonly trainings: Trainings
}

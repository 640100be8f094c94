import type { PassStore } from '../inspect/pass-store'
import type { Announcer } from './hub'
import type { Jobs } from './jobs'
import type { Pictures } from './pictures'
import type { Tokens } from './tokens'
import type { Trainings } from './training/trainings'

/** What the handlers share. */
export interface Parts {
  readonly hub: Announcer
  readonly jobs: Jobs
  readonly tokens: Tokens
  readonly pictures: Pictures
  readonly passes: PassStore
  readonly trainings: Trainings
}

import type { ViewDefinition } from './definition'
import { inspect } from './inspect'
import { models } from './models'
import { train } from './train'

/** The rail's views, in its order. */
export const views: readonly ViewDefinition[] = [train, inspect, models]

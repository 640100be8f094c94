import type { ViewDefinition } from './definition'
import { train } from './train'

/** The rail's views, in its order. */
export const views: readonly ViewDefinition[] = [train]

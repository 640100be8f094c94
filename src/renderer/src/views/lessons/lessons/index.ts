import type { LessonDefinition } from '../definition'
import { crossCorrelation } from './cross-correlation'

/** Every lesson, in the chapter's order. */
export const lessons: readonly LessonDefinition[] = [crossCorrelation]

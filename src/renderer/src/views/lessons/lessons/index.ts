import type { LessonDefinition } from '../definition'
import { convolution } from './convolution'
import { crossCorrelation } from './cross-correlation'
import { edges } from './edges'
import { groups } from './groups'
import { inputChannels } from './input-channels'
import { outputChannels } from './output-channels'
import { paddingStride } from './padding-stride'
import { pooling } from './pooling'

/** Every lesson, in the chapter's order. */
export const lessons: readonly LessonDefinition[] = [crossCorrelation, edges, convolution, paddingStride, inputChannels, outputChannels, groups, pooling]

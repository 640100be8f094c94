import type { LessonDefinition } from './definition'
import { channelTensor } from './channel-tensor'
import { convolution } from './convolution'
import { crossCorrelation } from './cross-correlation'
import { denseToConvolution } from './dense-to-convolution'
import { edges } from './edges'
import { groups } from './groups'
import { inputChannels } from './input-channels'
import { learnFlipped } from './learn-flipped'
import { learnKernel } from './learn-kernel'
import { lenet } from './lenet'
import { locality } from './locality'
import { oneByOne } from './one-by-one'
import { outputChannels } from './output-channels'
import { paddingStride } from './padding-stride'
import { pooling } from './pooling'
import { shapes } from './shapes'
import { smallShifts } from './small-shifts'
import { translation } from './translation'

/** Every lesson, in the chapter's order. */
export const lessons: readonly LessonDefinition[] = [
  denseToConvolution,
  translation,
  locality,
  channelTensor,
  crossCorrelation,
  edges,
  convolution,
  learnKernel,
  learnFlipped,
  paddingStride,
  shapes,
  inputChannels,
  outputChannels,
  groups,
  oneByOne,
  pooling,
  smallShifts,
  lenet,
]

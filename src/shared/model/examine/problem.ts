import type { Phrase } from '../../errors'
import type { ModelDraft } from '../draft'

/**
 * What can be wrong with a network, as words that the window translates; `values` fill the
 * sentence's places.
 */
export type ProblemCode =
  | 'field'
  | 'unknownKind'
  | 'duplicateId'
  | 'reservedId'
  | 'missingInput'
  | 'laterInput'
  | 'needsMap'
  | 'needsVector'
  | 'needsOneInput'
  | 'needsTwoInputs'
  | 'groups'
  | 'windowTooLarge'
  | 'poolPadding'
  | 'addShapes'
  | 'concatSizes'
  | 'endsInMap'
  | 'empty'
  | 'other'

export type FixCode =
  | 'pad'
  | 'padMore'
  | 'useKernel'
  | 'useWindow'
  | 'undilate'
  | 'lessPadding'
  | 'remove'
  | 'flattenBefore'
  | 'averageBefore'
  | 'flattenEnd'
  | 'averageEnd'
  | 'denseEnd'
  | 'useGroups'
  | 'useChannels'
  | 'project'
  | 'concatInstead'
  | 'readBefore'
  | 'moveBehind'
  | 'rename'
  | 'useDefault'
  | 'leaveOut'
  | 'useKind'
  | 'readFirst'
  | 'mergeInputs'

export type Values = Readonly<Record<string, string | number>>

/** A change that mends a problem, to be offered beside it. */
export interface Fix {
  readonly code: FixCode
  readonly values: Values
  readonly apply: (draft: ModelDraft) => ModelDraft
}

/** A fault of a network, at the layer where it lies. */
export interface Problem {
  readonly code: ProblemCode
  readonly values: Values
  /** What the schema or the layer's own arithmetic says, for the place {message}. */
  readonly message?: Phrase | string
  /** Parameter at fault. */
  readonly field?: string
  readonly fixes: readonly Fix[]
}

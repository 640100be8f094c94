import type { Phrase } from '../../errors'
import type { ModelDraft } from '../draft'

/**
 * The faults of a network, as codes that the window translates; `values` fill the places of the
 * sentence.
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
  | 'inputGroups'
  | 'windowTooLarge'
  | 'poolPadding'
  | 'paddingTooLarge'
  | 'addShapes'
  | 'concatSizes'
  | 'empty'
  | 'parameter'
  | 'other'

export type FixCode =
  | 'pad'
  | 'padMore'
  | 'useKernel'
  | 'useWindow'
  | 'undilate'
  | 'lessPadding'
  | 'lessCropping'
  | 'remove'
  | 'flattenBefore'
  | 'averageBefore'
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

/** A change that fixes a problem, offered next to it. */
export interface Fix {
  readonly code: FixCode
  readonly values: Values
  readonly apply: (draft: ModelDraft) => ModelDraft
}

/** A fault of a network, at its layer. */
export interface Problem {
  readonly code: ProblemCode
  readonly values: Values
  /** The sentence of the schema or of the layer's own arithmetic, for the place {message}. */
  readonly message?: Phrase | string
  /** The invalid parameter. */
  readonly field?: string
  readonly fixes: readonly Fix[]
}

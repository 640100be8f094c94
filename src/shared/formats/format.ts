import type { Label } from '../label'

/** A form in which a network with its weights lies in a folder. */
export interface ModelFormat<Id extends string = string> {
  readonly id: Id
  readonly label: Label
  /** What its files are, and what they are for. */
  readonly hint: Label
  /** Whom it is for, inside an English sentence. */
  readonly audience: string
  /** Names of files that mark such a folder; each of them stands for the model. */
  readonly marks: readonly [string, ...string[]]
  /** Names of its other files. */
  readonly others?: RegExp
}

export const defineFormat = <const F extends ModelFormat>(format: F): F => format

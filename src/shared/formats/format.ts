import type { Label } from '../label'

/** Fewer bits in which the weights of an export can be stored. */
export const QUANTISATIONS = ['float16', 'uint8'] as const
export type Quantisation = (typeof QUANTISATIONS)[number]

/**
 * What the graph of an export can have beyond the network: its preprocessing, so that it takes
 * pixels from 0 to 255, and an output for every layer.
 */
export const EXTRAS = ['preprocessing', 'all-outputs'] as const
export type Extra = (typeof EXTRAS)[number]

/** A format of a folder with a network and its weights. */
export interface ModelFormat<Id extends string = string> {
  readonly id: Id
  readonly label: Label
  /** Describes its files and their purpose. */
  readonly hint: Label
  /** Its audience, as a part of an English sentence. */
  readonly audience: string
  /** Names of the files that mark such a folder; each of them stands for the model. */
  readonly marks: readonly [string, ...string[]]
  /** How the name of a file ends that is such a model by itself, whatever it is called. */
  readonly files?: RegExp
  /** In which fewer bits its own standard can store weights. */
  readonly quantises?: readonly Quantisation[]
  /** What its graph can have beyond the network. */
  readonly extras?: readonly Extra[]
  /** Names of its other files. */
  readonly others?: RegExp
  /** Whether people's own folders have such others too: only beside our description they are ours. */
  readonly othersAreCommon?: boolean
  /** The format's own file with the model's description, so that no other is written. */
  readonly description?: string
}

export const defineFormat = <const F extends ModelFormat>(format: F): F => format

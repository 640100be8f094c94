import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { ownWords } from '../schema-fault'
import { POINTWISE, type Connection } from '../math/field/connections'
import type { Pair, Window } from '../math/geometry'
import type { FieldStep } from '../math/receptive-field'
import type { ValueRange } from './value-range'

/** [height, width, channels] of a map, or [units] of a vector; the batch axis is never written. */
export type Shape = readonly number[]
export type MapShape = readonly [number, number, number]

/**
 * One weight array of a layer, as it is named in checkpoints and npz files (`<layer id>.<name>`).
 */
export interface WeightInfo {
  readonly name: 'weight' | 'bias' | 'slope' | 'gamma' | 'beta' | 'mean' | 'variance'
  readonly shape: readonly number[]
  /**
   * How many inputs one output sums over, and how many outputs one input feeds: what initialisers
   * scale by.
   */
  readonly fanIn: number
  readonly fanOut: number
  readonly trainable: boolean
  /** 1 for each number that is a parameter, 0 for each that stays 0; absent where all are. */
  readonly mask?: Float32Array
}

/** A name in each language of the window. */
export type KindNames = Readonly<Record<'en' | 'zh', KindName>>
export interface KindName {
  /** For a sentence or a heading: max pooling. */
  readonly full: string
  /** For a button or a cell of a table: max pool. */
  readonly short: string
}

/** A window that a layer slides over a map, and the parameters that hold it. */
export interface SlidingWindow<Layer> {
  /** The parameter that holds the window's height and width. */
  readonly size: 'kernel' | 'window'
  /** Whether a window in the padding alone has no value, so that padding must stay below its size. */
  readonly needsCells: boolean
  of(layer: Layer, input: MapShape): Window
  /** The same layer with another window; its stride is kept where none is given. */
  changed(layer: Layer, to: ChangedWindow): Layer
}
export type ChangedWindow = Omit<Window, 'stride'> & Partial<Pick<Window, 'stride'>>

/**
 * What a layer kind is: the arithmetic of its shapes and fields, what the rules and the exports may
 * rely on, and how the model builder starts it. Every member is required, so that the compiler asks
 * for each of them when a kind is added. Input shapes that don't suit throw AppError
 * `invalid-argument`; the model adds which layer it was.
 */
export interface LayerTraits<Layer> {
  readonly names: KindNames
  /** The id that a new layer gets, with a number behind it unless networks have one such layer. */
  readonly id: { readonly stem: string; readonly numbered: boolean }
  /** What a new layer starts with: the settings that the book's networks use most. */
  readonly start: Readonly<Partial<Omit<Layer, 'id' | 'kind' | 'inputs'>>>

  /** What its inputs must be. */
  readonly takes: 'map' | 'vector' | 'any'
  /**
   * How it joins several inputs: `values` adds inputs of one shape cell by cell, `channels` lays
   * inputs of one height and width side by side. `null` for a layer of one input.
   */
  readonly merges: 'values' | 'channels' | null
  outputShape(layer: Layer, inputs: readonly Shape[]): Shape
  weights(layer: Layer, inputs: readonly Shape[]): readonly WeightInfo[]
  /**
   * Multiply-accumulate operations for one example; additions and comparisons of other layers count
   * 0.
   */
  macs(layer: Layer, inputs: readonly Shape[]): number

  /**
   * The parameter that says how many filters a layer learns, which is how many channels or units it
   * gives. The array `weight` of such a layer ends in the axes [inputs of a group, outputs]. `null`
   * for a layer without filters, which hands the channels of its inputs on.
   */
  readonly width: 'channels' | 'units' | null
  readonly window: SlidingWindow<Layer> | null
  /** Whether it makes one value of each channel's whole map. */
  readonly global: boolean
  /**
   * What of its input is still there, one to one: each `unit` at its own place and channel; each
   * `place`, whose channels may mix; or all `values` in their order, in another shape.
   */
  readonly keeps: 'units' | 'places' | 'values' | null

  /**
   * `null` where the layer's padding suits the map; else the most that each side, vertical and
   * horizontal, may have. An axis whose padding is no fault keeps it.
   */
  paddingThatFits(layer: Layer, input: MapShape): Pair | null

  /** Cells of the input between neighbouring cells of the output, vertical and horizontal. */
  stride(layer: Layer): Pair
  /**
   * The step that the field of one path makes; `null` for a layer that leaves fields as they are.
   * @param extent height and width of the map that the input is, or that it was before it was laid
   *   out as a vector; [1, 1] of a vector that is no map's
   */
  fieldStep(layer: Layer, inputs: readonly Shape[], extent: Pair): FieldStep | null
  /**
   * Which cells read which, one connection for each input: the receptive field of a single unit,
   * exactly.
   */
  connections(layer: Layer, inputs: readonly Shape[]): readonly Connection[]

  /** Whether every layer of the kind, once trained, is a linear function plus a constant. */
  readonly linear: boolean
  /** Whether its values are weighted sums, which may have either sign whatever goes in. */
  readonly preActivation: boolean
  /** Whether no value that it gives is negative; `inputs` says the same of all that it reads. */
  nonNegative(layer: Layer, inputs: boolean): boolean
  /** What else is known of its values, where `ranges` tells it of each input. */
  range(layer: Layer, ranges: readonly ValueRange[], inputs: readonly Shape[]): ValueRange
  /**
   * What of its input comes out when the network is used: each of its `values` as it is, `means` of
   * several of them, or something else.
   */
  handsOn(layer: Layer, inputs: readonly Shape[]): 'values' | 'means' | null
  /** Whether a channel of zeros stays one, and no other channel tells it from zeros. */
  keepsZero(layer: Layer): boolean
  /** Whether an example's values depend on the other examples of its batch while training. */
  readonly mixesBatch: boolean
}

/** The traits of a kind together with the schema of its layers. */
export interface LayerDefinition<Schema extends LayerSchema> extends LayerTraits<z.output<Schema>> {
  readonly schema: Schema
}

/** A strict object whose `kind` is one word. */
export type LayerSchema<Kind extends string = string> = z.ZodObject<
  { kind: z.ZodLiteral<Kind>; id: z.ZodString; inputs: z.ZodType<string[] | undefined> },
  z.core.$strict
>

/**
 * Fields that every layer has. `inputs` names earlier layers, or "input"; without it a layer takes
 * the one before it.
 */
export const baseFields = {
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(
      /^[A-Za-z][\w-]*$/,
      ownWords(phrase`An id starts with a letter, followed by letters, digits, "_" and "-".`),
    ),
  inputs: z.array(z.string()).min(1).max(64).optional(),
}

/** Largest count, side or size that a layer takes. */
export const MAX_COUNT = 65_536
export const positive = z.number().int().min(1).max(MAX_COUNT)
export const count = z.number().int().min(0).max(MAX_COUNT)
/** [vertical, horizontal]. */
export const pairOf = <T extends z.ZodType>(item: T) => z.tuple([item, item]).readonly()
/** One number for both axes, or [vertical, horizontal]. */
export const sizeSchema = z.union([positive, pairOf(positive)])
export const paddingSchema = z.union([
  count,
  pairOf(count),
  pairOf(pairOf(count)),
  z.enum(['valid', 'same']),
])

/** The one input of a layer that takes a map. */
export function mapInput(inputs: readonly Shape[]): MapShape {
  const [shape] = inputs
  if (inputs.length !== 1 || shape?.length !== 3) {
    const got = inputs.map(formatShape).join(' + ')
    const fault =
      inputs.length > 0
        ? phrase`This layer takes one map of [height, width, channels], but got ${got}.`
        : phrase`This layer takes one map of [height, width, channels], but got nothing.`
    throw new AppError('invalid-argument', fault, { field: 'inputs' })
  }
  return shape as unknown as MapShape
}

/** The one input of a layer that takes anything. */
export function anyInput(inputs: readonly Shape[]): Shape {
  const [shape] = inputs
  if (inputs.length !== 1 || !shape) {
    throw new AppError(
      'invalid-argument',
      phrase`This layer takes one input, but got ${inputs.length}.`,
      { field: 'inputs' },
    )
  }
  return shape
}

/** Numbers of a weight array that are parameters. */
export const parameterCount = ({ shape, mask }: Pick<WeightInfo, 'shape' | 'mask'>): number =>
  mask ? mask.reduce((sum, one) => sum + one, 0) : elements(shape)

export const formatShape = (shape: Shape): string => shape.join('×')
export const elements = (shape: Shape): number => shape.reduce((product, n) => product * n, 1)

/** For layers whose every cell reads the one cell at its own place and channel, of each input. */
export const pointwise = {
  takes: 'any',
  window: null,
  global: false,
  keeps: 'units',
  paddingThatFits: () => null,
  stride: (): Pair => [1, 1],
  fieldStep: () => null,
  connections: (_: unknown, inputs: readonly Shape[]): readonly Connection[] =>
    inputs.map(() => POINTWISE),
} as const

/** For layers that neither have weights nor multiply. */
export const noWeights = {
  weights: () => [],
  macs: () => 0,
  width: null,
  preActivation: false,
} as const

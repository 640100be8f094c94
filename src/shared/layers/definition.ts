import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { POINTWISE, type Connection } from '../math/field/connections'
import type { FieldStep } from '../math/receptive-field'

/** [height, width, channels] of a map, or [units] of a vector; the batch axis is never written. */
export type Shape = readonly number[]
export type MapShape = readonly [number, number, number]

/**
 * One weight array of a layer, as it is named in checkpoints and npz files (`<layer id>.<name>`).
 */
export interface WeightInfo {
  readonly name: 'weight' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance'
  readonly shape: readonly number[]
  /**
   * How many inputs one output sums over, and how many outputs one input feeds: what initialisers
   * scale by.
   */
  readonly fanIn: number
  readonly fanOut: number
  readonly trainable: boolean
}

/**
 * What a layer kind is to the arithmetic of a network: schema, shape, parameters, cost and
 * receptive-field step. Input shapes that don't suit throw AppError `invalid-argument`; the model
 * adds which layer it was.
 */
export interface LayerDefinition<Layer> {
  readonly schema: z.ZodType<Layer>
  outputShape(layer: Layer, inputs: readonly Shape[]): Shape
  weights(layer: Layer, inputs: readonly Shape[]): readonly WeightInfo[]
  /**
   * Multiply-accumulate operations for one example; additions and comparisons of other layers count
   * 0.
   */
  macs(layer: Layer, inputs: readonly Shape[]): number
  /**
   * The step that the field of one path makes; `null` for a layer that leaves fields as they are.
   */
  fieldStep(layer: Layer, inputs: readonly Shape[]): FieldStep | null
  /**
   * Which cells read which, one connection for each input: the receptive field of a single unit,
   * exactly.
   */
  connections(layer: Layer, inputs: readonly Shape[]): readonly Connection[]
}

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
      'An id starts with a letter and goes on with letters, digits, "_" and "-".',
    ),
  inputs: z.array(z.string()).min(1).max(64).optional(),
}

/** Largest count, side or size that a layer takes. */
export const MAX_COUNT = 65_536
export const positive = z.number().int().min(1).max(MAX_COUNT)
export const count = z.number().int().min(0).max(MAX_COUNT)
const pairOf = <T extends z.ZodType>(item: T) => z.tuple([item, item]).readonly()
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
        ? phrase`This layer takes one map of [height, width, channels], and got ${got}.`
        : phrase`This layer takes one map of [height, width, channels], and got nothing.`
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
      phrase`This layer takes one input, and got ${inputs.length}.`,
      { field: 'inputs' },
    )
  }
  return shape
}

export const formatShape = (shape: Shape): string => shape.join('×')
export const elements = (shape: Shape): number => shape.reduce((product, n) => product * n, 1)

/** For layers whose every cell reads the one cell at its own place, of each input. */
export const pointwise = {
  fieldStep: () => null,
  connections: (_: unknown, inputs: readonly Shape[]): readonly Connection[] =>
    inputs.map(() => POINTWISE),
} as const

/** For layers that neither have weights nor multiply. */
export const noWeights = { weights: () => [], macs: () => 0 } as const

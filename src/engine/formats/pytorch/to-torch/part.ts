import type { Layer } from '@shared/layers'
import type { MapShape, Shape, WeightInfo } from '@shared/layers/definition'
import type { StoredWeight } from '../../stored-weight'
import type { HelperName } from '../helpers'

/** One line of the module's `forward`. */
export interface Step {
  /** What the name has behind that of the layer; nothing for the layer's own module. */
  readonly suffix?: string
  /** The module that `__init__` makes; absent if an expression is enough. */
  readonly module?: string
  /** The expression in `forward`; absent if it is the call of the module. */
  readonly call?: (inputs: readonly string[], self: string) => string
}

/** An array of ours in the state_dict, under the layer's name and `suffix`. */
export interface TorchWeight extends StoredWeight {
  /** `.weight` of a module, `_beta` of a parameter beside it. */
  readonly suffix: string
}

/** The part of a module that computes one layer. */
export interface TorchPart {
  readonly steps: readonly Step[]
  readonly weights?: readonly TorchWeight[]
  /** Further lines of `__init__`. @param self the layer's attribute */
  readonly setup?: (self: string, name: string) => readonly string[]
  /** Functions at the top of the file that it calls. */
  readonly helpers?: readonly HelperName[]
}

/** What the conversion of a layer needs. Maps are [batch, channels, height, width]. */
export interface Place<L extends Layer> {
  readonly layer: L
  readonly inputShapes: readonly Shape[]
  readonly outputShape: Shape
  readonly weights: readonly WeightInfo[]
  /** The map of which a dense layer's inputs are the values, channels first. */
  readonly rows: MapShape | undefined
  /** Whether its vector has the channels last. */
  readonly channelsLast: boolean
}

export type ToTorch<L extends Layer> = (place: Place<L>) => TorchPart

export const channelsOf = ({ inputShapes }: Place<Layer>): number => inputShapes[0]?.at(-1) ?? 0
export const readsMap = ({ inputShapes }: Place<Layer>): boolean => inputShapes[0]?.length === 3
export const shapeOf = ({ weights }: Place<Layer>, source: WeightInfo['name']): Shape =>
  weights.find(({ name }) => name === source)?.shape ?? []

/** A layer that is one module of PyTorch's. */
export const module = (code: string): TorchPart => ({ steps: [{ module: code }] })

/** A layer that is an expression of its first input. */
export const expression = (call: (input: string) => string): TorchPart => ({
  steps: [{ call: ([input = '']) => call(input) }],
})

/** Weights in our own order, under PyTorch's names. */
export const plain = (
  { weights }: Place<Layer>,
  suffixes: Partial<Readonly<Record<WeightInfo['name'], string>>>,
): readonly TorchWeight[] =>
  weights.flatMap(({ name, shape }) => {
    const suffix = suffixes[name]
    return suffix === undefined ? [] : [{ source: name, suffix, shape }]
  })

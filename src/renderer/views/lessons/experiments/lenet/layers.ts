import { exerciseRecipe, type ExerciseId } from '@shared/model/exercises'
import { resolveModel, type ResolvedLayer } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import type { Shape } from '@shared/layers/definition'
import { toPair, type Size } from '@shared/math/geometry'
import type { LenetState } from './state'
import { written, type WrittenLayers } from './written'

/** A line of the chapter's table. */
export interface LayerLine {
  readonly id: string
  /** The class that PyTorch names. */
  readonly name: string
  /** [height, width, channels] or [units]. */
  readonly shape: Shape
  /** As PyTorch prints it, batch of one first and channels before height. */
  readonly printed: readonly number[]
  readonly parameters: number
  readonly macs: number
  /**
   * How shape and parameters come about, in TeX; empty where the layer keeps the shape and learns
   * nothing.
   */
  readonly arithmetic: readonly string[]
}

const ACTIVATIONS: Readonly<Record<string, string>> = {
  sigmoid: 'Sigmoid',
  relu: 'ReLU',
  tanh: 'Tanh',
}

const printedShape = (shape: Shape): readonly number[] => [
  1,
  ...shape.slice(2),
  ...shape.slice(0, 2),
]

/** The class that PyTorch names. */
const CLASSES: WrittenLayers<[]> = {
  conv2d: () => 'Conv2d',
  avgPool2d: () => 'AvgPool2d',
  maxPool2d: () => 'MaxPool2d',
  flatten: () => 'Flatten',
  dense: () => 'Linear',
  activation: ({ function: name }) => ACTIVATIONS[name] ?? name,
}

type Shapes = Pick<ResolvedLayer, 'inputShapes' | 'outputShape'>
function pooled(layer: { window: Size; stride?: Size | undefined }, shapes: Shapes): string[] {
  const [n = 0] = shapes.inputShapes[0] ?? []
  const [k] = toPair(layer.window)
  const [s] = toPair(layer.stride ?? layer.window)
  return [`\\lfloor(${n}-${k}+0+${s})/${s}\\rfloor=${shapes.outputShape[0] ?? 0}`]
}

const ARITHMETIC: WrittenLayers<[shapes: Shapes], readonly string[]> = {
  conv2d(layer, { inputShapes, outputShape }) {
    const [n = 0, , channels = 1] = inputShapes[0] ?? []
    const [k] = toPair(layer.kernel)
    const p = typeof layer.padding === 'number' ? 2 * layer.padding : 0
    const parameters = k * k * channels * layer.channels + layer.channels
    return [
      `\\lfloor(${n}-${k}+${p}+1)/1\\rfloor=${outputShape[0] ?? 0}`,
      `${k}\\cdot${k}\\cdot${channels}\\cdot${layer.channels}+${layer.channels}=${parameters}`,
    ]
  },
  avgPool2d: pooled,
  maxPool2d: pooled,
  flatten: (_, { inputShapes, outputShape }) => [
    `${(inputShapes[0] ?? []).join('\\cdot')}=${outputShape[0] ?? 0}`,
  ],
  dense({ units }, { inputShapes }) {
    const [n = 0] = inputShapes[0] ?? []
    return [`${n}\\cdot${units}+${units}=${n * units + units}`]
  },
  activation: () => [],
}

/** The network of an exercise, layer by layer, as the chapter prints it. */
export function linesOf(exercise: ExerciseId): readonly LayerLine[] {
  const model = resolveModel(exerciseRecipe(exercise).model)
  const { layers } = summarise(model)
  return model.layers.map((resolved, index): LayerLine => {
    const { layer, outputShape } = resolved
    return {
      id: layer.id,
      name: written(CLASSES, layer),
      shape: outputShape,
      printed: printedShape(outputShape),
      parameters: layers[index]?.parameters ?? 0,
      macs: layers[index]?.macs ?? 0,
      arithmetic: written(ARITHMETIC, layer, resolved),
    }
  })
}

/** The arithmetic of the current layer. */
export const liveOf = ({ exercise, layer }: LenetState): readonly string[] =>
  linesOf(exercise).find(({ id }) => id === layer)?.arithmetic ?? []

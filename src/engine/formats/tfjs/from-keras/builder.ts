import { AppError, phrase, type Phrase } from '@shared/errors'
import { layerSchema, traitsOf, type Layer } from '@shared/layers'
import { elements, formatShape, type Shape } from '@shared/layers/definition'
import type { ExplicitPadding } from '@shared/math/geometry'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import type { KerasLayer } from './graph'

/**
 * What a Keras layer has become: the output of a layer of ours, and zero padding that the next
 * layer must take over.
 */
export interface Output {
  readonly id: string
  readonly shape: Shape
  readonly nonNegative: boolean
  readonly padding?: ExplicitPadding
  /** A grey picture that has no axis of channels for Keras: [height, width]. */
  readonly withoutChannels?: boolean
}

type LayerDraft = Record<string, unknown> & { readonly kind: Layer['kind'] }

/** Collects the layers and weights of a network while a Keras model is read. */
export class Builder {
  readonly layers: Layer[] = []
  readonly weights = new Map<string, NamedArray>()
  private readonly ids = new Set([INPUT_ID])

  constructor(private readonly stored: NamedArrays) {}

  /** Adds a layer that reads `inputs`; `suffix` tells the parts of one Keras layer apart. */
  add(keras: KerasLayer, inputs: readonly Output[], draft: LayerDraft, suffix = ''): Output {
    const padded = inputs.find(({ padding }) => padding)
    if (padded) {
      throw refuse(
        keras,
        phrase`comes after a ZeroPadding2D, which only convolutions, average pooling and maximum pooling of non-negative values can take over`,
      )
    }
    const id = this.freeId(keras.name + suffix)
    const read = inputs.map((input) => input.id)
    const result = checkValue(layerSchema, { ...draft, id, inputs: read })
    if (!result.success) {
      const [{ field, words }] = result.faults
      throw refuse(keras, phrase`has a setting that is not supported: ${field}: ${words}`)
    }
    const layer = result.data
    this.layers.push(layer)
    const shape = this.shapeOf(keras, layer, inputs)
    return {
      id,
      shape,
      nonNegative: traitsOf(layer).nonNegative(
        layer,
        inputs.every((input) => input.nonNegative),
      ),
    }
  }

  /**
   * Takes a stored array over as `<output's id>.<name>`.
   * @param names what Keras calls it: the full path's last part; Keras 3 numbers them, so `index`
   *   counts in its order
   */
  take(
    keras: KerasLayer,
    output: Output,
    name: string,
    names: readonly string[],
    index: number,
    stored: Shape,
    own: Shape = stored,
  ): void {
    const array = this.find(keras.name, names, index)
    if (!array)
      throw new AppError(
        'invalid-file',
        phrase`The weights of layer "${keras.name}" (${names[0]}) are missing from the weight files' list.`,
        { layer: keras.name },
      )
    if (array.shape.join() !== stored.join()) {
      throw new AppError(
        'invalid-file',
        phrase`Layer "${keras.name}" needs weights of ${formatShape(stored)} (${names[0]}), and the file holds ${formatShape(array.shape)}.`,
        { layer: keras.name },
      )
    }
    this.weights.set(`${output.id}.${name}`, { shape: own, data: array.data })
  }

  /** An array that Keras leaves out because it has one value. */
  fill(output: Output, name: string, shape: Shape, value: number): void {
    this.weights.set(`${output.id}.${name}`, {
      shape,
      data: new Float32Array(elements(shape)).fill(value),
    })
  }

  private shapeOf(keras: KerasLayer, layer: Layer, inputs: readonly Output[]): Shape {
    try {
      return traitsOf(layer).outputShape(
        layer,
        inputs.map(({ shape }) => shape),
      )
    } catch (thrown) {
      throw refuse(keras, phrase`does not fit what it reads: ${AppError.from(thrown).words}`)
    }
  }

  private find(layer: string, names: readonly string[], index: number): NamedArray | undefined {
    const exact = names
      .map((name) => this.stored.get(`${layer}/${name}`))
      .find((array) => array !== undefined)
    if (exact) return exact
    for (const [path, array] of this.stored) {
      const parts = path.replace(/:0$/, '').split('/')
      const last = parts.pop() ?? ''
      const belongs = `/${parts.join('/')}/`.includes(`/${layer}/`)
      if (belongs && (names.includes(last) || (parts.at(-1) === 'vars' && last === String(index))))
        return array
    }
    return undefined
  }

  /** Keras allows names that ours does not: slashes, leading digits, any length. */
  private freeId(name: string): string {
    const base = name
      .replace(/[^\w-]+/g, '_')
      .replace(/^(?![A-Za-z])/, 'layer_')
      .slice(0, 56)
    let id = base
    for (let n = 2; this.ids.has(id); n += 1) id = `${base}_${n}`
    this.ids.add(id)
    return id
  }
}

export const refuse = ({ className, name }: KerasLayer, why: string | Phrase): AppError =>
  new AppError('unsupported', phrase`${className} "${name}" ${why}.`, { className, layer: name })

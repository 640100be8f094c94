import { AppError, phrase, type Phrase } from '@shared/errors'
import { layerSchema, traitsOf, type Layer } from '@shared/layers'
import { elements, formatShape, type Shape } from '@shared/layers/definition'
import type { ExplicitPadding } from '@shared/math/geometry'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { findArray } from './find-array'
import type { KerasLayer, KerasWriter } from './graph'
import { continuedEdges, cutEdges, meanWindows, wholeView, type View } from './view'

/**
 * What a Keras layer was converted to: the output of one of our layers, and the changes by helper
 * layers, which the next layer must take over.
 */
export interface Output {
  readonly id: string
  readonly shape: Shape
  readonly nonNegative: boolean
  /** Zeros around the map; `shape` is that of the map without them. */
  readonly padding?: ExplicitPadding | undefined
  /** The name of the layer that padded it. */
  readonly paddedBy?: string
  /** Whether Keras has it as a grey picture without an axis of channels, [height, width]. */
  readonly withoutChannels?: boolean
  /**
   * Cells of the output of `id` that were cut out, repeated or averaged; `shape` is that of the
   * result. There is one view for each layer from which it can be derived.
   */
  readonly helpers?: Helpers
  /** A layer's output as means of the layer's input, because it may be part of a larger pooling. */
  readonly means?: readonly View<Output>[]
}

interface Helpers {
  readonly views: readonly View<Output>[]
  /** The name of the last of them. */
  readonly last: string
}

/** A layer as messages name it. */
type NamedLayer = Pick<KerasLayer, 'className' | 'name'>

type LayerDraft = Record<string, unknown> & { readonly kind: Layer['kind'] }

/** Collects the layers and weights of a network while a Keras model is read. */
export class Builder {
  readonly layers: Layer[] = []
  readonly weights = new Map<string, NamedArray>()
  /**
   * For poolings that helper layers represent: the name from which the helpers' names were made.
   */
  readonly stems = new Map<string, string>()
  private readonly ids = new Set([INPUT_ID])
  private readonly outputs = new Map<string, Output>()
  /** Layers that helper layers became, by what these did. */
  private readonly settled = new WeakMap<object, Output>()

  /**
   * @param readers how many layers of the Keras model read each of them
   * @param writer whose layers these are, if the file says so
   */
  constructor(
    private readonly arrays: NamedArrays,
    private readonly readers: ReadonlyMap<string, number>,
    readonly writer?: KerasWriter,
  ) {}

  /** The network's input, for layers to read. */
  begin(input: Output): Output {
    this.outputs.set(INPUT_ID, input)
    return input
  }

  /** Shape of a layer's output. */
  shape(id: string): Shape {
    return this.outputs.get(id)?.shape ?? []
  }

  /** Adds a layer that reads `inputs`; `suffix` distinguishes the parts of one Keras layer. */
  add(keras: NamedLayer, inputs: readonly Output[], draft: LayerDraft, suffix = ''): Output {
    const read = inputs.map((input) => this.real(keras, input))
    const id = this.freeId(keras.name + suffix)
    const result = checkValue(layerSchema, { ...draft, id, inputs: read.map((each) => each.id) })
    if (!result.success) {
      const [{ field, words }] = result.faults
      throw refuse(keras, phrase`has a setting that is not supported: ${field}: ${words}`)
    }
    const layer = result.data
    this.layers.push(layer)
    const output = {
      id,
      shape: this.shapeOf(keras, layer, read),
      nonNegative: traitsOf(layer).nonNegative(
        layer,
        read.every((input) => input.nonNegative),
      ),
    }
    this.outputs.set(id, output)
    return output
  }

  /** All views of a map: as a layer's output, and as changes of other maps by helper layers. */
  viewsOf(input: Output): readonly View<Output>[] {
    if (!input.helpers) return [...(input.means ?? []), wholeView(input)]
    const layer = this.represented(input.helpers)
    return layer ? [...input.helpers.views, wholeView(layer)] : input.helpers.views
  }

  /**
   * The input as the output of a layer; what helper layers did to it becomes layers of their own.
   * @throws AppError `unsupported` for cells in an order that no layer here makes
   */
  real(keras: NamedLayer, input: Output): Output {
    if (input.padding) return this.padded(input, input.padding)
    if (!input.helpers) return input
    const layer = this.represented(input.helpers)
    if (layer) return layer
    throw refuse(
      keras,
      phrase`reads rows or columns that were cut out or repeated in an order that is not supported`,
    )
  }

  /** The layer that helper layers stand for, if they do: layers that nothing reads go in the end. */
  private represented(helpers: Helpers): Output | undefined {
    return this.average(helpers) ?? this.rearranged(helpers)
  }

  /** The layer that puts zeros around a map; it is added once. */
  private padded(input: Output, padding: ExplicitPadding): Output {
    const known = this.settled.get(padding)
    if (known) return known
    const { paddedBy: name = 'padding', padding: _, ...map } = input
    const output = this.add({ className: 'ZeroPadding2D', name }, [map], {
      kind: 'pad2d',
      padding,
    })
    this.settled.set(padding, output)
    return output
  }

  /** The cropping or padding that helper layers represent, if they do; it is added once. */
  private rearranged(helpers: Helpers): Output | undefined {
    for (const view of helpers.views) {
      const cut = cutEdges(view)
      if (cut) return this.settle(helpers, 'Cropping2D', view.of, { kind: 'crop2d', cropping: cut })
      const continued = continuedEdges(view)
      if (continued)
        return this.settle(helpers, 'Concatenate', view.of, { kind: 'pad2d', ...continued })
    }
    return undefined
  }

  /**
   * Adds the layer that helper layers represent. Exports name them by the layer's name and a
   * number.
   */
  private settle(helpers: Helpers, className: string, of: Output, draft: LayerDraft): Output {
    const known = this.settled.get(helpers)
    if (known) return known
    const name = helpers.last.replace(/_(rows|columns)_\w+$/, '')
    // It may turn out to be part of a layer of that very name, which then has to be free.
    const output = this.add({ className, name }, [of], draft, '_part')
    this.settled.set(helpers, output)
    this.stems.set(output.id, name)
    return output
  }

  /** The average pooling that helper layers represent, if they do. */
  private average(helpers: Helpers): Output | undefined {
    for (const view of helpers.views) {
      const windows = meanWindows(view)
      if (!windows) continue
      const [down, across] = windows
      return this.settle(helpers, 'AveragePooling2D', view.of, {
        kind: 'avgPool2d',
        window: [down.kernel, across.kernel],
        stride: [down.stride, across.stride],
        padding: [down.padding, across.padding],
        countIncludePad: false,
      })
    }
    return undefined
  }

  /**
   * Adds a stored array as `<output's id>.<name>`.
   * @param names possible names in Keras, the last part of the full path
   * @param index its position among the layer's arrays, by which Keras 3 names them
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
    const array = findArray(this.arrays, keras.name, names, index)
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

  /** A stored array of `length` numbers that a layer has as constants. */
  stored(keras: KerasLayer, name: string, index: number, length: number): readonly number[] {
    const array = findArray(this.arrays, keras.name, [name], index)
    if (array?.data.length !== length)
      throw new AppError(
        'invalid-file',
        phrase`Layer "${keras.name}" needs ${length} numbers (${name}), and the file has ${array?.data.length ?? 0}.`,
        { layer: keras.name },
      )
    return [...array.data]
  }

  /** Puts the values of an array that was taken over in our order. */
  arrange(
    output: Output,
    name: string,
    shape: Shape,
    inOrder: (values: Float32Array) => Float32Array,
  ): void {
    const key = `${output.id}.${name}`
    const array = this.weights.get(key)
    if (array) this.weights.set(key, { shape, data: inOrder(array.data) })
  }

  /**
   * Lets the previous layer do what `keras` does to its output, which becomes `output`; only where
   * no other layer reads the output as it was.
   * @param change the layer that does both; nothing where it can't
   */
  takeOver(
    keras: KerasLayer,
    output: Output,
    change: (layer: Layer) => Layer | undefined,
  ): Output | undefined {
    const at = this.layers.findIndex(({ id }) => id === output.id)
    const before = this.layers[at]
    const isAlone = this.readers.get(keras.inputs[0] ?? '') === 1
    const changed = before && isAlone ? change(before) : undefined
    if (!changed) return undefined
    this.layers[at] = changed
    this.outputs.set(output.id, output)
    return output
  }

  /** Adds an array that Keras leaves out because all its values are equal. */
  fill(output: Output, name: string, shape: Shape, value: number): void {
    this.weights.set(`${output.id}.${name}`, {
      shape,
      data: new Float32Array(elements(shape)).fill(value),
    })
  }

  private shapeOf(keras: NamedLayer, layer: Layer, inputs: readonly Output[]): Shape {
    try {
      return traitsOf(layer).outputShape(
        layer,
        inputs.map(({ shape }) => shape),
      )
    } catch (thrown) {
      throw refuse(keras, phrase`does not fit what it reads: ${AppError.from(thrown).words}`)
    }
  }

  /** Keras allows names that are not valid ids here: slashes, leading digits, any length. */
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

export const refuse = ({ className, name }: NamedLayer, why: string | Phrase): AppError =>
  new AppError('unsupported', phrase`${className} "${name}" ${why}.`, { className, layer: name })

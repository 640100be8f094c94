import { phrase } from '@shared/errors'
import { layerSchema, traitsOf, type Layer } from '@shared/layers'
import { elements, type Shape } from '@shared/layers/definition'
import { constantsOf } from '@shared/layers/scale'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArray } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { requireOpenable } from '../../../runtime/memory'
import { NodeFault, requireThat, type Node } from './node'
import type { Tensor } from './values'
import { repeatsOf } from './repeats'
import {
  channelsFirst,
  isRepeat,
  isWhole,
  placesOf,
  reshaped,
  type Axis,
  type Run,
  type View,
} from './view'

/** scale · x + offset with one number for each channel in our order, or one for all. */
export interface Step {
  readonly scale?: Float32Array
  readonly offset?: Float32Array
}

/** Constants of a layer: one number where all are the same. */
export const oneOrAll = (data: ArrayLike<number>): number | number[] => {
  const all = Array.from(data)
  const [only = 0] = all
  return all.every((value) => value === only) ? only : all
}

type Draft = Record<string, unknown> & { readonly kind: Layer['kind'] }

/** The longest id of a layer, less room for a number that makes it the only one. */
const LONGEST = 56
/** Some times as many as a network may have: those that nothing reads are left out. */
const MOST_LAYERS = 16_384

/** Collects the layers and weights of a network while a graph is read. */
export class Network {
  readonly layers: Layer[] = []
  readonly weights = new Map<string, NamedArray>()
  private readonly ids = new Set([INPUT_ID])
  private readonly byId = new Map<string, Layer>()
  /** Layers that lay a tensor out as operators need it, by tensor and purpose. */
  private readonly laidOut = new Map<string, Tensor>()

  private readonly shapes = new Map<string, Shape>()
  private readonly places = new Map<string, number>()
  private readonly numbered = new Map<string, number>()
  private worked = 0
  private bytes = 0

  /** @param file its name, for messages */
  constructor(private readonly file: string) {}

  layer(id: string): Layer | undefined {
    return this.byId.get(id)
  }

  /** The place of a layer in the network; −1 for the input. */
  place(id: string): number {
    return this.places.get(id) ?? -1
  }

  shape(id: string): Shape {
    return this.shapes.get(id) ?? []
  }

  /** Counts work that a hostile file could ask for without end; false once it is too much. */
  work(amount: number, most: number): boolean {
    this.worked += amount
    return this.worked <= most
  }

  /** Adds a layer that reads `inputs`; the file lays its output out by `view`. */
  add(node: Node, inputs: readonly Tensor[], draft: Draft, view?: View): Tensor {
    requireThat(this.layers.length < MOST_LAYERS, phrase`is one of more layers than are read`)
    const id = this.freeId(node.name)
    const result = checkValue(layerSchema, { ...draft, id, inputs: inputs.map((each) => each.id) })
    if (!result.success) {
      const [{ field, words }] = result.faults
      throw new NodeFault(phrase`has a setting that is not supported: ${field}: ${words}`)
    }
    const shapes = inputs.map(({ shape }) => shape)
    const shape = traitsOf(result.data).outputShape(result.data, shapes)
    this.ids.add(id)
    this.places.set(id, this.layers.length)
    this.layers.push(result.data)
    this.byId.set(id, result.data)
    this.shapes.set(id, shape)
    return { kind: 'tensor', id, shape, view: view ?? channelsFirst(shape) }
  }

  /**
   * Gives the layer without a bias one that only this operator adds; undefined for layers that have
   * none.
   */
  biased(tensor: Tensor, data: Float32Array): Tensor | undefined {
    const layer = this.layer(tensor.id)
    const takesBias =
      layer?.kind === 'dense' || layer?.kind === 'conv2d' || layer?.kind === 'convTranspose2d'
    if (!takesBias || layer.bias) return undefined
    this.replace({ ...layer, bias: true })
    this.give(tensor, 'bias', [data.length], data)
    return tensor
  }

  /**
   * Lets the layer itself do a rescaling that only this operator does: another rescaling, or a norm
   * with learnt numbers; undefined for others.
   */
  rescaled({ id, shape }: Tensor, { scale, offset }: Step): boolean {
    const layer = this.layer(id)
    const times = (value: number, i: number): number =>
      Math.fround(value * (scale?.[scale.length === 1 ? 0 : i] ?? 1))
    const plus = (value: number, i: number): number =>
      Math.fround(value + (offset?.[offset.length === 1 ? 0 : i] ?? 0))
    if (layer?.kind === 'scale') {
      const channels = Array.from({ length: shape.at(-1) ?? 0 }, (_, i) => constantsOf(layer, i))
      this.replace({
        ...layer,
        scale: oneOrAll(channels.map((each, i) => times(each.scale, i))),
        offset: oneOrAll(channels.map((each, i) => plus(times(each.offset, i), i))),
      })
      return true
    }
    const isNorm = layer?.kind === 'layerNorm' || layer?.kind === 'groupNorm'
    const gamma = this.weights.get(`${id}.gamma`)
    const beta = this.weights.get(`${id}.beta`)
    if (!isNorm || !gamma || !beta) return false
    this.weights.set(`${id}.gamma`, { ...gamma, data: gamma.data.map(times) })
    this.weights.set(`${id}.beta`, {
      ...beta,
      data: beta.data.map((value, i) => plus(times(value, i), i)),
    })
    return true
  }

  private replace(layer: Layer): void {
    this.layers[this.place(layer.id)] = layer
    this.byId.set(layer.id, layer)
  }

  /** Adds an array as `<layer's id>.<name>`. */
  give({ id }: Tensor, name: string, shape: Shape, data: Float32Array): void {
    requireThat(
      data.length === elements(shape),
      phrase`has ${data.length} numbers as ${name}, and needs ${elements(shape)}`,
    )
    this.bytes += data.byteLength
    // Many operators may read one array of the file, and each has a copy of its own.
    requireOpenable(this.bytes, this.file)
    this.weights.set(`${id}.${name}`, { shape, data })
  }

  /** The tensor as [channels, height, width] of a map of ours. */
  map(node: Node, given: Tensor): Tensor {
    requireThat(given.view.length === 3, phrase`reads a tensor that is no map`)
    const tensor = this.plain(node, given)
    if (tensor.shape.length === 1) return this.once(tensor, 'map', () => this.unflat(node, tensor))
    const [channels, rows, columns] = tensor.view
    const { shape } = tensor
    requireThat(
      isWhole(rows, shape, 0) && isWhole(columns, shape, 1),
      phrase`reads a map with its axes in an order that is not supported`,
    )
    if (isWhole(channels, shape, 2)) return tensor
    return this.once(tensor, 'shuffle', () => this.shuffled(node, tensor, channels ?? []))
  }

  /** The tensor with a layer that makes the cells which the file repeats. */
  plain(node: Node, tensor: Tensor): Tensor {
    if (!tensor.view.flat().some(isRepeat)) return tensor
    return this.once(tensor, 'repeat', () => {
      const { at, factor } = repeatsOf(tensor)
      const name = `${tensor.id}_upsample`
      const draft = { kind: 'upsample2d', factor, method: 'nearest' } as const
      const output = this.add({ ...node, name }, [tensor], draft)
      const [channels = [], rows = [], columns = []] = output.view
      const axes = new Map(at.map((place, i) => [place, [rows, columns, channels][i] ?? []]))
      return { ...output, view: tensor.view.map((_, place) => axes.get(place) ?? []) }
    })
  }

  /** The tensor as a vector of ours; its order in the file is kept as its view. */
  vector(node: Node, given: Tensor): Tensor {
    requireThat(given.view.length === 1, phrase`reads a map, and here takes a vector`)
    const tensor = this.plain(node, given)
    if (tensor.shape.length === 1) return tensor
    return this.once(tensor, 'vector', () => {
      const [, width = 1, channels = 1] = tensor.shape
      const steps = [width * channels, channels, 1]
      const onVector = (run: Run): Run => ({
        ...run,
        axis: 0,
        step: run.step * (steps[run.axis] ?? 1),
      })
      const axis = (tensor.view[0] ?? []).map(onVector)
      const flat = this.add({ ...node, name: `${tensor.id}_flatten` }, [tensor], {
        kind: 'flatten',
      })
      return { ...flat, view: [joinedRuns(axis)] }
    })
  }

  /** A vector that the file has as a map of one place. */
  private unflat(node: Node, tensor: Tensor): Tensor {
    const [channels] = tensor.view
    requireThat(
      isWhole(channels, tensor.shape, 0),
      phrase`reads a vector as a map of several places`,
    )
    // A sum or a product takes such a vector for each place; other operators need a map.
    throw new NodeFault(phrase`${node.op} reads a vector as a map of one place`)
  }

  private shuffled(node: Node, tensor: Tensor, channels: Axis): Tensor {
    const [fast, slow] = channels
    const isShuffle =
      channels.length === 2 &&
      fast?.step === 1 &&
      slow?.step === fast.size &&
      channels.every(({ axis }) => axis === 2)
    requireThat(isShuffle, phrase`reads channels in an order that is not supported`)
    return this.add({ ...node, name: `${tensor.id}_shuffle` }, [tensor], {
      kind: 'channelShuffle',
      groups: slow.size,
    })
  }

  private once(tensor: Tensor, purpose: string, make: () => Tensor): Tensor {
    const key = JSON.stringify([tensor.id, purpose, tensor.view])
    const tensorThen = this.laidOut.get(key) ?? make()
    this.laidOut.set(key, tensorThen)
    return tensorThen
  }

  /** Names in files are paths with slashes and dots, of any length; the end says most. */
  private freeId(name: string): string {
    const words = name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^[_-]+|[_-]+$/g, '')
    const base = words.slice(-LONGEST).replace(/^(?![A-Za-z])/, 'n')
    let id = base
    while (this.ids.has(id)) {
      const n = (this.numbered.get(base) ?? 1) + 1
      this.numbered.set(base, n)
      id = `${base}_${n}`
    }
    return id
  }
}

const joinedRuns = (axis: Axis): Axis => reshaped([axis], [lengthOfRuns(axis)])?.[0] ?? axis
const lengthOfRuns = (axis: Axis): number => elements(axis.map(({ size }) => size))

/** The numbers of a vector in the file in the order of our axis. */
export function inOurOrder(data: Float32Array, axis: Axis): Float32Array {
  const places = placesOf(axis)
  const ours = new Float32Array(data.length)
  places.forEach((place, i) => (ours[place] = data[i] ?? 0))
  return ours
}

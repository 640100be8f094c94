import { phrase } from '@shared/errors'
import { layerSchema, traitsOf, type Layer } from '@shared/layers'
import { elements, type Shape } from '@shared/layers/definition'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArray } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { NodeFault, requireThat, type Node } from './node'
import type { Tensor } from './values'
import { channelsFirst, isWhole, placesOf, reshaped, type Axis, type Run, type View } from './view'

type Draft = Record<string, unknown> & { readonly kind: Layer['kind'] }

/** The longest id of a layer, less room for a number that makes it the only one. */
const LONGEST = 56

/** Collects the layers and weights of a network while a graph is read. */
export class Network {
  readonly layers: Layer[] = []
  readonly weights = new Map<string, NamedArray>()
  private readonly ids = new Set([INPUT_ID])
  private readonly byId = new Map<string, Layer>()
  /** Layers that lay a tensor out as operators need it, by tensor and purpose. */
  private readonly laidOut = new Map<string, Tensor>()

  layer(id: string): Layer | undefined {
    return this.byId.get(id)
  }

  /** Adds a layer that reads `inputs`; the file lays its output out by `view`. */
  add(node: Node, inputs: readonly Tensor[], draft: Draft, view?: View): Tensor {
    const id = this.freeId(node.name)
    const result = checkValue(layerSchema, { ...draft, id, inputs: inputs.map((each) => each.id) })
    if (!result.success) {
      const [{ field, words }] = result.faults
      throw new NodeFault(phrase`has a setting that is not supported: ${field}: ${words}`)
    }
    const shapes = inputs.map(({ shape }) => shape)
    const shape = traitsOf(result.data).outputShape(result.data, shapes)
    this.ids.add(id)
    this.layers.push(result.data)
    this.byId.set(id, result.data)
    return { kind: 'tensor', id, shape, view: view ?? channelsFirst(shape) }
  }

  /**
   * Gives the layer without a bias one that only this operator adds; undefined for layers that have
   * none.
   */
  biased(tensor: Tensor, data: Float32Array): Tensor | undefined {
    const at = this.layers.findIndex(({ id }) => id === tensor.id)
    const layer = this.layers[at]
    const takesBias = layer?.kind === 'dense' || layer?.kind === 'conv2d'
    if (!takesBias || layer.bias) return undefined
    const changed = { ...layer, bias: true }
    this.layers[at] = changed
    this.byId.set(tensor.id, changed)
    this.give(tensor, 'bias', [data.length], data)
    return tensor
  }

  /** Adds an array as `<layer's id>.<name>`. */
  give({ id }: Tensor, name: string, shape: Shape, data: Float32Array): void {
    requireThat(
      data.length === elements(shape),
      phrase`has ${data.length} numbers as ${name}, and needs ${elements(shape)}`,
    )
    this.weights.set(`${id}.${name}`, { shape, data })
  }

  /** The tensor as [channels, height, width] of a map of ours. */
  map(node: Node, tensor: Tensor): Tensor {
    requireThat(tensor.view.length === 3, 'reads a tensor that is no map')
    if (tensor.shape.length === 1) return this.once(tensor, 'map', () => this.unflat(node, tensor))
    const [channels, rows, columns] = tensor.view
    const { shape } = tensor
    requireThat(
      isWhole(rows, shape, 0) && isWhole(columns, shape, 1),
      'reads a map with its axes in an order that is not supported',
    )
    if (isWhole(channels, shape, 2)) return tensor
    return this.once(tensor, 'shuffle', () => this.shuffled(node, tensor, channels ?? []))
  }

  /** The tensor as a vector of ours; its order in the file is kept as its view. */
  vector(node: Node, tensor: Tensor): Tensor {
    requireThat(tensor.view.length === 1, 'reads a map, and here takes a vector')
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
    requireThat(isWhole(channels, tensor.shape, 0), 'reads a vector as a map of several places')
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
    requireThat(isShuffle && slow !== undefined, 'reads channels in an order that is not supported')
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
    for (let n = 2; this.ids.has(id); n += 1) id = `${base}_${n}`
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

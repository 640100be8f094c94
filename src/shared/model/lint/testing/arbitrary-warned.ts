import fc from 'fast-check'
import { LAYERS } from '../../../layers'
import { arbitraryLayer, MAP_KINDS, VECTOR_KINDS } from '../../../layers/testing/arbitrary-layer'
import { arbitrarySpec } from '../../field/testing/arbitrary-spec'
import { resolveModel, type ResolvedModel } from '../../resolve'
import { parseModelSpec, type ModelSpecInput } from '../../spec'

/** Kinds that a vector may go through. */
const VECTOR_ENDS = [...VECTOR_KINDS, ...MAP_KINDS.filter((kind) => LAYERS[kind].takes === 'any')]
type LayerInput = ModelSpecInput['layers'][number]

/**
 * What may follow the maps: bottlenecks, chains of sigmoids, softmaxes, layers with nearly all
 * weights.
 */
const end = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('dense' as const),
      units: fc.constantFrom(1, 2, 3, 16, 64, 512, 2000),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('activation' as const),
      function: fc.constantFrom(...(['sigmoid', 'tanh', 'relu', 'linear'] as const)),
    }),
    weight: 2,
  },
  { arbitrary: arbitraryLayer(VECTOR_ENDS), weight: 2 },
)

/**
 * Any small network in which every rule sometimes finds something; undefined where widening has
 * made it invalid.
 */
export const arbitraryWarned: fc.Arbitrary<ResolvedModel | undefined> = fc
  .tuple(
    arbitrarySpec({ sides: [4, 40], layers: 9 }),
    fc.array(end, { maxLength: 6 }),
    fc.constantFrom(2, 16, 64),
    fc.boolean(),
  )
  .map(([spec, ends, channels, lost]) => {
    const wide = spec.layers.map((layer): LayerInput =>
      'channels' in layer ? { ...layer, channels } : layer,
    )
    const unread: LayerInput[] = lost
      ? [{ id: 'lost', kind: 'conv2d', channels: 2, kernel: 1, inputs: ['input'] }]
      : []
    const tail = ends.map((layer, index) => ({ id: `end${index}`, ...layer }) as LayerInput)
    try {
      return resolveModel(parseModelSpec({ ...spec, layers: [...unread, ...wide, ...tail] }))
    } catch {
      return undefined
    }
  })

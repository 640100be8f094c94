import fc from 'fast-check'
import type { LayerKind } from '../../../layers'
import {
  ARBITRARY,
  arbitraryLayer,
  ENDING_KINDS,
  MAP_KINDS,
  MERGING_KINDS,
  VECTOR_KINDS,
  type ParametersOf,
} from '../../../layers/testing/arbitrary-layer'
import { resolveModel } from '../../resolve'
import { parseModelSpec, type ModelSpecInput } from '../../spec'

type LayerInput = ModelSpecInput['layers'][number]

export interface ArbitraryOptions {
  /** Least and greatest height and width of the input. */
  readonly sides: readonly [number, number]
  /** Most steps of the network; a step is one layer, or two branches and their merge. */
  readonly layers: number
}

const pair = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one)
const small = pair(fc.integer({ min: 1, max: 4 }))

/** One layer of any kind, or branches of equal size that meet in a merge. */
const step = fc.oneof(
  { arbitrary: fc.record({ layer: ARBITRARY.conv2d }), weight: 2 },
  { arbitrary: fc.record({ layer: arbitraryLayer(MAP_KINDS) }), weight: 4 },
  {
    arbitrary: fc.record({
      merge: fc.constantFrom(...MERGING_KINDS),
      kernel: small,
      dilation: small,
      skewed: fc.boolean(),
    }),
    weight: 2,
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A layer that makes a vector of the last map, at times with another behind it. */
const end = fc
  .tuple(arbitraryLayer(ENDING_KINDS), fc.option(arbitraryLayer(VECTOR_KINDS)))
  .map(([vector, last]) => [vector, ...(last ? [last] : [])])

/** The layers of one step, after the layer `from`. */
function layersOf(one: Step, i: number, from: string): LayerInput[] {
  if ('layer' in one) return [{ ...one.layer, id: `layer${i}`, inputs: [from] } as LayerInput]
  // Two ways of equal size that need not have equal centres.
  const conv = { kind: 'conv2d' as const, channels: 2, inputs: [from] }
  const skewed = [
    [2, 0],
    [0, 2],
  ] as const
  const { kernel, dilation } = one
  return [
    { ...conv, id: `left${i}`, kernel: 3, padding: one.skewed ? skewed : 1 },
    { ...conv, id: `right${i}`, kernel, dilation, padding: 'same' },
    { id: `merge${i}`, kind: one.merge, inputs: [`left${i}`, `right${i}`] } as LayerInput,
  ]
}

const fits = (spec: ModelSpecInput): boolean => {
  try {
    resolveModel(parseModelSpec(spec))
    return true
  } catch {
    return false
  }
}

function build(
  height: number,
  width: number,
  steps: readonly Step[],
  ends: readonly ParametersOf<LayerKind>[],
): ModelSpecInput {
  const end = ends.map((layer, i) => ({ ...layer, id: `end${i}` }) as LayerInput)
  const spec = (layers: readonly LayerInput[]): ModelSpecInput => ({
    name: 'random',
    input: { height, width, channels: 2 },
    layers: [...layers, ...end],
  })
  let layers: readonly LayerInput[] = []
  steps.forEach((one, i) => {
    // What does not fit any more is left out.
    const longer = [...layers, ...layersOf(one, i, layers.at(-1)?.id ?? 'input')]
    if (fits(spec(longer))) layers = longer
  })
  return spec(layers)
}

/**
 * Any small network of every layer kind: branches, dilation, groups, odd and even kernels,
 * asymmetric and "same" padding, strides beyond the kernel.
 */
export const arbitrarySpec = ({
  sides: [min, max],
  layers,
}: ArbitraryOptions): fc.Arbitrary<ModelSpecInput> =>
  fc
    .tuple(
      fc.integer({ min, max }),
      fc.integer({ min, max }),
      fc.array(step, { minLength: 1, maxLength: layers }),
      end,
    )
    .map(([height, width, steps, ends]) => build(height, width, steps, ends))

import fc from 'fast-check'
import { resolveModel } from '../../resolve'
import { parseModelSpec, type ModelSpecInput } from '../../spec'

type LayerInput = ModelSpecInput['layers'][number]

export interface ArbitraryOptions {
  /** Least and greatest height and width of the input. */
  readonly sides: readonly [number, number]
  /** Most steps of the network; a step is one to four layers. */
  readonly layers: number
}

const small = fc.integer({ min: 1, max: 4 })
const axes = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one)
const sides = axes(axes(fc.integer({ min: 0, max: 2 })))

/** What a step does; numbers are choices that `build` turns into layers that fit. */
const step = fc.record({
  kind: fc.constantFrom(
    'conv',
    'conv',
    'dilated',
    'grouped',
    'same',
    'max',
    'average',
    'relu',
    'add',
    'concat',
    'skewed',
  ),
  kernel: axes(small),
  stride: axes(fc.constantFrom(1, 1, 2, 3)),
  dilation: axes(fc.integer({ min: 1, max: 3 })),
  padding: sides,
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const smaller = ([[a, b], [c, d]]: Step['padding'], [h, w]: Step['kernel']): Step['padding'] => [
  [Math.min(a, h - 1), Math.min(b, h - 1)],
  [Math.min(c, w - 1), Math.min(d, w - 1)],
]

/** The layers of one step, after the layer `from`. */
function layersOf(
  { kind, kernel, stride, dilation, padding }: Step,
  i: number,
  from: string,
): LayerInput[] {
  const conv = {
    id: `conv${i}`,
    kind: 'conv2d',
    channels: 2,
    kernel,
    stride,
    padding,
    inputs: [from],
  } satisfies LayerInput
  // Two ways of equal size that need not have equal centres.
  const first = { ...conv, id: `left${i}`, kernel: 3, stride: 1, padding: 1 } satisfies LayerInput
  const second = { ...conv, id: `right${i}`, stride: 1, padding: 'same' } satisfies LayerInput
  switch (kind) {
    case 'conv':
      return [conv]
    case 'dilated':
      return [{ ...conv, dilation }]
    case 'grouped':
      return [
        { ...conv, id: `wide${i}`, kernel: 1, stride: 1, padding: 0 },
        { ...conv, inputs: [`wide${i}`], groups: 2 },
      ]
    case 'same':
      return [{ ...conv, padding: 'same' }]
    case 'max':
      return [
        {
          id: `pool${i}`,
          kind: 'maxPool2d',
          window: kernel,
          stride,
          padding: smaller(padding, kernel),
          inputs: [from],
        },
      ]
    case 'average':
      return [
        {
          id: `pool${i}`,
          kind: 'avgPool2d',
          window: kernel,
          stride,
          padding: smaller(padding, kernel),
          inputs: [from],
        },
      ]
    case 'relu':
      return [{ id: `relu${i}`, kind: 'activation', function: 'relu', inputs: [from] }]
    case 'add':
      return [
        first,
        { ...second, dilation },
        { id: `sum${i}`, kind: 'add', inputs: [`left${i}`, `right${i}`] },
      ]
    case 'concat':
      return [first, second, { id: `both${i}`, kind: 'concat', inputs: [`left${i}`, `right${i}`] }]
    case 'skewed':
      return [
        {
          ...first,
          padding: [
            [2, 0],
            [0, 2],
          ],
        },
        second,
        { id: `sum${i}`, kind: 'add', inputs: [`left${i}`, `right${i}`] },
      ]
  }
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
  dense: boolean,
): ModelSpecInput {
  const end: LayerInput[] = dense
    ? [
        { id: 'flatten', kind: 'flatten' },
        { id: 'dense', kind: 'dense', units: 2 },
      ]
    : [{ id: 'gap', kind: 'globalAvgPool2d' }]
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
 * Any small network: branches, dilation, groups, odd and even kernels, asymmetric and "same"
 * padding, strides beyond the kernel.
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
      fc.boolean(),
    )
    .map(([height, width, steps, dense]) => build(height, width, steps, dense))

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leanDraft } from '../lean'
import type { OutputMeaning } from '../output/meaning'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel, type ResolvedModel } from '../resolve'
import { parseModelSpec, type ModelSpec, type ModelSpecInput } from '../spec'
import { summarise } from '../summary'
import { lint, type Finding, type RuleId } from '.'
import { arbitraryWarned } from './testing/arbitrary-warned'

type LayerInput = ModelSpecInput['layers'][number]
const findings = (spec: ModelSpecInput): readonly Finding[] =>
  lint(resolveModel(parseModelSpec(spec)))
const network = (layers: LayerInput[], side = 28, channels = 1): ModelSpecInput => ({
  name: 'Test',
  input: { height: side, width: side, channels },
  layers,
})
const of = (rule: RuleId, spec: ModelSpecInput): Finding | undefined =>
  findings(spec).find((each) => each.rule === rule)

/** The network with the offered fix. */
const fixedSpec = (found: Finding | undefined): ModelSpec => {
  const spec = found?.fix()?.spec
  if (!spec) throw new Error(`${found?.rule ?? 'nothing found'}: no change is offered`)
  return spec
}

const conv = (id: string, more: object = {}): LayerInput => ({
  id,
  kind: 'conv2d',
  channels: 8,
  kernel: 3,
  padding: 1,
  ...more,
})
const relu = (id: string): LayerInput => ({ id, kind: 'activation', function: 'relu' })
const END: LayerInput[] = [
  { id: 'average', kind: 'globalAvgPool2d' },
  { id: 'dense', kind: 'dense', units: 4 },
]
const chain = (count: number, more: object = {}): LayerInput[] =>
  Array.from({ length: count }, (_, n) => [conv(`c${n}`, more), relu(`r${n}`)]).flat()

describe('fieldBeyondInput', () => {
  it('tells the share of padding in a corner unit’s field, and slims kernels', () => {
    const spec = network([...chain(10), ...END], 8)
    const found = of('fieldBeyondInput', spec)
    // Ten 3×3 kernels see 21 cells; the corner unit of an 8×8 map looks 10 cells up and left, so
    // 8×8 of 21×21 are picture.
    expect(found?.values).toEqual({
      layer: 'r9',
      field: '21×21',
      input: '8×8',
      overhang: Math.round((1 - 64 / 441) * 1000) / 10,
    })
    // Three of the ten are enough: 15 is no longer more than twice 8.
    expect(found?.fix()).toMatchObject({
      code: 'slimKernels',
      values: { count: 3, after: '15×15' },
    })
    expect(summarise(resolveModel(fixedSpec(found))).layers.at(-3)?.receptiveField?.size).toEqual([
      15, 15,
    ])
    expect(of('fieldBeyondInput', network([...chain(7), ...END], 8))).toBeUndefined()
  })
})

describe('fieldTooSmall', () => {
  it('speaks where an average follows units that see little, and sets cells further apart', () => {
    const spec = network([...chain(2), ...END], 28)
    const found = of('fieldTooSmall', spec)
    expect(found?.values).toMatchObject({ layer: 'r1', field: '5×5', input: '28×28', share: 17.9 })
    // Both kernels at four times the distance see 9 + 8: more than half of 28, which one alone does
    // not.
    expect(found?.fix()).toMatchObject({
      code: 'spreadCells',
      values: { count: 2, apart: 4, after: '17×17' },
    })
    expect(summarise(resolveModel(fixedSpec(found))).layers[3]).toMatchObject({
      outputShape: [28, 28, 8],
      receptiveField: { size: [17, 17] },
    })
    expect(of('fieldTooSmall', network([...chain(2), ...END], 8))).toBeUndefined()
  })

  it('puts a wide kernel before the average where there is none to set apart', () => {
    const found = of('fieldTooSmall', network([...chain(2, { kernel: 1, padding: 0 }), ...END], 28))
    expect(found?.fix()).toMatchObject({ code: 'lookWider', values: { apart: 7, after: '15×15' } })
    expect(lint(resolveModel(fixedSpec(found)))).toEqual([])
  })
})

describe('misalignedBranches', () => {
  const branches = (padding: unknown): ModelSpecInput =>
    network(
      [
        conv('a', { inputs: ['input'] }),
        conv('b', { inputs: ['input'], padding }),
        { id: 'sum', kind: 'add', inputs: ['a', 'b'] },
        relu('r'),
        ...END,
      ],
      8,
    )

  it('says how far apart they look, and evens out the padding', () => {
    const found = of(
      'misalignedBranches',
      branches([
        [0, 2],
        [0, 2],
      ]),
    )
    expect(found?.values).toEqual({ layer: 'sum', first: 'a', second: 'b', rows: 1, columns: 1 })
    expect(fixedSpec(found)).toEqual(parseModelSpec(branches(1)))
    expect(of('misalignedBranches', branches(1))).toBeUndefined()
  })

  it('makes an even kernel odd where padding alone can’t bring them together', () => {
    const found = of(
      'misalignedBranches',
      network(
        [
          conv('a', { inputs: ['input'] }),
          conv('b', {
            inputs: ['input'],
            kernel: 2,
            padding: [
              [0, 1],
              [0, 1],
            ],
          }),
          { id: 'sum', kind: 'add', inputs: ['a', 'b'] },
          relu('r'),
          ...END,
        ],
        8,
      ),
    )
    expect(found?.values).toMatchObject({ rows: 0.5, columns: 0.5 })
    expect(found?.fix()).toMatchObject({ code: 'alignPadding', values: { layers: 'b' } })
    expect(fixedSpec(found).layers[1]).toMatchObject({ kernel: 3, padding: 1 })
  })

  it('goes without the branch where nothing does, and without what only led there', () => {
    // One branch is the map itself; the other steps aside twice, in branches of its own, so that no
    // layer of it alone can be moved.
    const found = of(
      'misalignedBranches',
      network(
        [
          conv('stem'),
          conv('p', {
            inputs: ['stem'],
            padding: [
              [2, 0],
              [1, 1],
            ],
          }),
          conv('q', {
            inputs: ['stem'],
            padding: [
              [2, 0],
              [1, 1],
            ],
          }),
          { id: 'inner', kind: 'add', inputs: ['p', 'q'] },
          { id: 'outer', kind: 'add', inputs: ['stem', 'inner'] },
          relu('r'),
          ...END,
        ],
        8,
      ),
    )
    expect(found?.layers[0]).toBe('outer')
    expect(fixedSpec(found).layers.map(({ id }) => id)).toContain('outer')
    expect(
      lint(resolveModel(fixedSpec(found))).filter(
        ({ rule }) => rule === 'misalignedBranches' || rule === 'unusedLayer',
      ),
    ).toEqual([])
  })
})

describe('stridesSkipPixels', () => {
  it('counts what is never read, and lengthens the kernel', () => {
    const found = of(
      'stridesSkipPixels',
      network([conv('a', { kernel: 1, stride: 2, padding: 0 }), relu('r'), ...END], 8),
    )
    expect(found?.values).toEqual({ layer: 'a', kernel: '1', stride: '2', skipped: 75 })
    expect(fixedSpec(found).layers[0]).toMatchObject({ kernel: 2 })
    // Of 9 rows a kernel of 2 would leave 4 where the 1×1 gave 5: it is padded on the far side.
    expect(
      fixedSpec(
        of(
          'stridesSkipPixels',
          network([conv('a', { kernel: 1, stride: 2, padding: 0 }), relu('r'), ...END], 9),
        ),
      ).layers[0],
    ).toMatchObject({
      kernel: 2,
      padding: [
        [0, 1],
        [0, 1],
      ],
    })
    // The axis that skips nothing keeps its kernel.
    expect(
      fixedSpec(
        of(
          'stridesSkipPixels',
          network(
            [conv('a', { kernel: [5, 1], stride: [1, 2], padding: [2, 0] }), relu('r'), ...END],
            8,
          ),
        ),
      ).layers[0],
    ).toMatchObject({ kernel: [5, 2], padding: [2, 0] })
  })

  it('leaves the shortcut of a residual block alone', () => {
    expect(findings(preset('resnet50')).map(({ rule }) => rule)).toEqual([])
  })
})

describe('sameShifts', () => {
  it('tells the lopsided padding, and finds an even one of the same size', () => {
    const found = of(
      'sameShifts',
      network([conv('a', { stride: 2, padding: 'same' }), relu('r'), ...END], 28),
    )
    expect(found?.values).toEqual({ layer: 'a', kernel: '3', before: 0, after: 1, pixels: 0.5 })
    expect(fixedSpec(found).layers[0]).toMatchObject({ padding: 1 })
    const even = of(
      'sameShifts',
      network([conv('a', { kernel: 2, padding: 'same' }), relu('r'), ...END], 28),
    )
    expect(fixedSpec(even).layers[0]).toMatchObject({ kernel: 3, padding: 1 })
    expect(
      of('sameShifts', network([conv('a', { padding: 'same' }), relu('r'), ...END])),
    ).toBeUndefined()
    const dilated = of(
      'sameShifts',
      network([conv('a', { kernel: 2, dilation: 3, padding: 'same' }), relu('r'), ...END], 28),
    )
    expect(fixedSpec(dilated).layers[0]).toMatchObject({ kernel: 3, dilation: 3, padding: 3 })
  })
})

describe('saturatingChain', () => {
  it('counts LeNet’s sigmoids, and its fix gives lenet-relu', () => {
    const found = of('saturatingChain', preset('lenet'))
    expect(found?.values).toMatchObject({
      count: 4,
      first: 'sigmoid1',
      last: 'sigmoid4',
      times: 256,
      factor: 0.0039,
    })
    expect(
      fixedSpec(found)
        .layers.filter((layer) => layer.kind === 'activation')
        .map((layer) => layer.function),
    ).toEqual(['relu', 'relu', 'relu', 'relu'])
    expect(of('saturatingChain', preset('lenet-relu'))).toBeUndefined()
  })
})

describe('seesNoMore', () => {
  it('finds convolutions behind the point from which every unit sees everything', () => {
    // Four 3×3 see 9 cells: a corner unit of 5×5 sees 5 of them, so every unit sees all.
    const found = of('seesNoMore', network([...chain(6), ...END], 5))
    expect(found).toMatchObject({
      layers: ['c4', 'c5'],
      values: { count: 2, layer: 'c4', input: '5×5', map: '5×5' },
    })
    expect(fixedSpec(found).layers.filter(({ id }) => id === 'c4' || id === 'c5')).toMatchObject([
      { kernel: 1 },
      { kernel: 1 },
    ])
    expect(of('seesNoMore', network([...chain(4), ...END], 5))).toBeUndefined()
  })

  it('lets an average make the map smaller where the kernel did', () => {
    const found = of(
      'seesNoMore',
      network(
        [...chain(4), conv('last', { kernel: 3, stride: 2, padding: 0 }), relu('r'), ...END],
        5,
      ),
    )
    expect(found?.layers).toEqual(['last'])
    expect(found?.fix()).toMatchObject({
      code: 'mixOnly',
      values: { before: 8 * 8 * 9 + 8, after: 8 * 8 + 8 },
    })
    expect(fixedSpec(found).layers.filter(({ id }) => id.startsWith('last'))).toMatchObject([
      { id: 'last-average', kind: 'avgPool2d', window: [3, 3], stride: [2, 2] },
      { id: 'last', kernel: 1, inputs: ['last-average'] },
    ])
  })
})

describe('bottleneck', () => {
  it('sees a narrow place between two wide ones, and one narrower than the classes', () => {
    const dense = (id: string, units: number): LayerInput => ({ id, kind: 'dense', units })
    const spec = network(
      [
        { id: 'flatten', kind: 'flatten' },
        dense('wide', 256),
        relu('r1'),
        dense('narrow', 3),
        relu('r2'),
        dense('after', 256),
        relu('r3'),
        dense('end', 10),
      ],
      8,
    )
    const found = of('bottleneck', spec)
    expect(found?.values).toMatchObject({
      layer: 'narrow',
      values: 3,
      before: 256,
      after: 256,
      classes: 10,
    })
    expect(fixedSpec(found).layers[3]).toMatchObject({ units: 256 })
    expect(of('bottleneck', preset('lenet'))).toBeUndefined()
  })

  it('leaves a squeeze alone that other branches go around', () => {
    const spec = network(
      [
        conv('a', { channels: 64 }),
        relu('r'),
        conv('b', { channels: 1, kernel: 1, padding: 0 }),
        relu('s'),
        conv('c', { channels: 64, inputs: ['s'] }),
        { id: 'sum', kind: 'add', inputs: ['c', 'r'] },
        relu('t'),
        ...END,
      ],
      8,
    )
    expect(of('bottleneck', spec)).toBeUndefined()
  })
})

describe('parameterShare', () => {
  it('names the layer that holds most, and what an average before it leaves', () => {
    const found = of('parameterShare', preset('alexnet'))
    expect(found?.values).toMatchObject({
      layer: 'dense1',
      parameters: 37_752_832,
      total: 61_100_840,
      share: 61.8,
      input: 9216,
    })
    expect(found?.fix()).toMatchObject({
      code: 'averageMap',
      values: { before: 37_752_832, after: 256 * 4096 + 4096 },
    })
    const dense = summarise(resolveModel(fixedSpec(found))).layers.find(({ id }) => id === 'dense1')
    expect(dense?.parameters).toBe(256 * 4096 + 4096)
    expect(of('parameterShare', preset('resnet18'))).toBeUndefined()
  })

  it('takes a convolution apart into one for each channel and one that mixes', () => {
    const found = of('parameterShare', preset('googlenet-block'))
    expect(found?.fix()).toMatchObject({
      code: 'separate',
      values: { layer: 'three', kernel: '3×3', before: 110_720, after: 96 * 9 + 96 * 128 + 128 },
    })
    expect(
      fixedSpec(found).layers.filter(({ id }) => id.startsWith('three') && !id.includes('reduce')),
    ).toMatchObject([
      { id: 'three-depth', channels: 96, groups: 96, kernel: 3 },
      { id: 'three', channels: 128, groups: 1, kernel: 1, padding: 0 },
      { id: 'three-relu' },
    ])
  })

  it('narrows a hidden layer, and puts a thin one before the last', () => {
    const dense = (id: string, units: number): LayerInput => ({ id, kind: 'dense', units })
    const hidden = of(
      'parameterShare',
      network(
        [
          conv('c'),
          relu('q'),
          { id: 'average', kind: 'globalAvgPool2d' },
          dense('a', 600),
          relu('r'),
          dense('b', 600),
          relu('s'),
          dense('c2', 10),
        ],
        8,
      ),
    )
    expect(hidden?.fix()).toMatchObject({ code: 'narrow', values: { layer: 'b', width: 150 } })
    const last = of(
      'parameterShare',
      network(
        [
          conv('c'),
          relu('q'),
          { id: 'average', kind: 'globalAvgPool2d' },
          dense('a', 500),
          relu('r'),
          dense('b', 1000),
        ],
        8,
      ),
    )
    expect(last?.fix()).toMatchObject({ code: 'thinBetween', values: { layer: 'b' } })
    expect(resolveModel(fixedSpec(last)).classes).toBe(1000)
  })
})

describe('linearStack', () => {
  it('puts a ReLU between two linear layers, but not between the halves of a separable one', () => {
    const found = of(
      'linearStack',
      network([conv('a'), { id: 'n', kind: 'batchNorm' }, conv('b'), relu('r'), ...END]),
    )
    expect(found).toMatchObject({
      layers: ['b', 'a'],
      values: { first: 'a', second: 'b', count: 2 },
    })
    expect(
      fixedSpec(found)
        .layers.slice(0, 3)
        .map(({ kind }) => kind),
    ).toEqual(['conv2d', 'activation', 'batchNorm'])
    expect(
      of(
        'linearStack',
        network([
          conv('a'),
          relu('q'),
          conv('d', { groups: 8 }),
          conv('p', { kernel: 1, padding: 0 }),
          relu('r'),
          ...END,
        ]),
      ),
    ).toBeUndefined()
  })
})

describe('a stack of many linear layers', () => {
  it('is one finding, and its fix is quick however deep it is', () => {
    const layers = Array.from({ length: 400 }, (_, n) => conv(`c${n}`))
    const found = findings(network([...layers, ...END], 8)).filter(
      ({ rule }) => rule === 'linearStack',
    )
    // 400 convolutions and, behind the average, the dense layer.
    expect(found.map(({ values }) => values)).toEqual([
      { first: 'c0', second: 'dense', count: 401 },
    ])
    expect(fixedSpec(found[0]).layers).toHaveLength(400 + 2 + 400)
    expect(of('linearStack', fixedSpec(found[0]))).toBeUndefined()
  })
})

describe('doubleSoftmax', () => {
  it('knows the most that any class can get', () => {
    const found = of(
      'doubleSoftmax',
      network([conv('a'), relu('r'), ...END, { id: 'softmax', kind: 'softmax' }]),
    )
    expect(found?.values).toEqual({
      layer: 'softmax',
      classes: 4,
      most: Math.round((Math.E / (Math.E + 3)) * 1000) / 10,
    })
    expect(fixedSpec(found).layers.at(-1)?.id).toBe('dense')
    // Where another layer stands between, the logits pass in the softmax's place.
    const apart = network([
      conv('a'),
      relu('r'),
      { id: 'average', kind: 'globalAvgPool2d' },
      { id: 'd', kind: 'dense', units: 4 },
      { id: 'idle', kind: 'dense', units: 7, inputs: ['average'] },
      { id: 'softmax', kind: 'softmax', inputs: ['d'] },
    ])
    expect(resolveModel(fixedSpec(of('doubleSoftmax', apart))).classes).toBe(4)
  })
})

describe('a softmax before the end', () => {
  const logits: LayerInput[] = [
    { id: 'flatten', kind: 'flatten' },
    { id: 'd', kind: 'dense', units: 4 },
  ]
  const softmax: LayerInput = { id: 's', kind: 'softmax' }

  it.each<[string, LayerInput]>([
    ['flatten', { id: 'after', kind: 'flatten' }],
    ['dropout', { id: 'after', kind: 'dropout', rate: 0.5 }],
    ['a linear activation', { id: 'after', kind: 'activation', function: 'linear' }],
  ])('is found before %s, which stays without it', (_, after) => {
    const found = of('doubleSoftmax', network([...logits, softmax, after]))
    expect(found).toMatchObject({ layers: ['s'], values: { layer: 's', classes: 4, most: 47.5 } })
    expect(fixedSpec(found).layers.map(({ id }) => id)).toEqual(['flatten', 'd', 'after'])
  })

  it('is found before averages over the cells', () => {
    const cells: LayerInput[] = [conv('c', { channels: 4 }), softmax]
    const pooled: LayerInput[] = [
      { id: 'p', kind: 'avgPool2d', window: 2 },
      { id: 'average', kind: 'globalAvgPool2d' },
    ]
    const found = of('doubleSoftmax', network([...cells, ...pooled]))
    expect(found?.layers).toEqual(['s'])
    expect(fixedSpec(found).layers.map(({ id }) => id)).toEqual(['c', 'p', 'average'])
  })

  it('that is named by what reads it is taken out of the names', () => {
    const after: LayerInput = { id: 'after', kind: 'flatten', inputs: ['s'] }
    const found = of('doubleSoftmax', network([...logits, softmax, after]))
    expect(fixedSpec(found).layers.at(-1)).toMatchObject({ id: 'after', inputs: ['d'] })
  })

  it('is left alone where layers with weights make logits of it again', () => {
    const spec = network([...logits, softmax, { id: 'again', kind: 'dense', units: 4 }])
    expect(of('doubleSoftmax', spec)).toBeUndefined()
  })
})

describe('boundedLogits', () => {
  const behind = (name: 'sigmoid' | 'tanh', ...after: LayerInput[]): ModelSpecInput =>
    network([...END, { id: 'f', kind: 'activation', function: name }, ...after])

  it('knows the most that any class can get between the bounds', () => {
    const found = of('boundedLogits', behind('sigmoid'))
    expect(found?.values).toEqual({
      ...{ layer: 'f', function: 'sigmoid', low: 0, high: 1, classes: 4 },
      most: Math.round((Math.E / (Math.E + 3)) * 1000) / 10,
    })
    const tanh = of('boundedLogits', behind('tanh', { id: 'drop', kind: 'dropout', rate: 0.5 }))
    expect(tanh?.values).toMatchObject({
      ...{ low: -1, high: 1 },
      most: Math.round((Math.E ** 2 / (Math.E ** 2 + 3)) * 1000) / 10,
    })
    expect(fixedSpec(tanh).layers.map(({ id }) => id)).toEqual(['average', 'dense', 'drop'])
    expect(tanh?.fix()?.code).toBe('dropFunction')
  })

  it('counts two classes for a single unit, and goes through averages', () => {
    const alone = network([
      { id: 'average', kind: 'globalAvgPool2d' },
      { id: 'd', kind: 'dense', units: 1 },
      { id: 'f', kind: 'activation', function: 'tanh' },
    ])
    const probability = network([
      { id: 'average', kind: 'globalAvgPool2d' },
      { id: 'd', kind: 'dense', units: 1 },
      { id: 'f', kind: 'activation', function: 'sigmoid' },
    ])
    expect(of('boundedLogits', probability)).toBeUndefined()
    expect(of('boundedLogits', alone)?.values).toMatchObject({ classes: 2, most: 73.1 })
    const cells = network([
      conv('c', { channels: 4 }),
      { id: 'f', kind: 'activation', function: 'tanh' },
      { id: 'average', kind: 'globalAvgPool2d' },
    ])
    expect(of('boundedLogits', cells)?.layers).toEqual(['f'])
    expect(of('boundedLogits', network(END))).toBeUndefined()
  })
})

describe('rectifiedLogits', () => {
  it('finds a ReLU on the logits, and not before an average over several cells', () => {
    const found = of('rectifiedLogits', network([...END, relu('r')]))
    expect(found).toMatchObject({ layers: ['r'], values: { layer: 'r', function: 'relu' } })
    expect(fixedSpec(found).layers.map(({ id }) => id)).toEqual(['average', 'dense'])
    const average: LayerInput = { id: 'average', kind: 'globalAvgPool2d' }
    expect(of('rectifiedLogits', network([conv('c'), relu('r'), average]))).toBeUndefined()
    // An average over one cell is none.
    const whole = conv('c', { kernel: 28, padding: 0 })
    expect(of('rectifiedLogits', network([whole, relu('r'), average]))?.layers).toEqual(['r'])
  })
})

describe('a model that has been trained', () => {
  it('may end in probabilities, where its outputs mean them', () => {
    const rules = (
      name: 'sigmoid' | 'relu' | undefined,
      meaning: OutputMeaning,
    ): readonly RuleId[] => {
      const end: LayerInput =
        name === undefined
          ? { id: 'f', kind: 'softmax' }
          : { id: 'f', kind: 'activation', function: name }
      const model = resolveModel(parseModelSpec(network([...END, end])))
      return lint(model, undefined, meaning).map(({ rule }) => rule)
    }
    const logits = { kind: 'multiclass', given: 'logits' } as const
    expect(rules('sigmoid', { kind: 'multilabel', given: 'probabilities' })).toEqual([])
    expect(rules('sigmoid', logits)).toEqual(['boundedLogits'])
    expect(rules('relu', { kind: 'regression' })).toEqual([])
    expect(rules('relu', logits)).toEqual(['rectifiedLogits'])
    expect(rules(undefined, { kind: 'multiclass', given: 'probabilities' })).toEqual([])
    expect(rules(undefined, logits)).toEqual(['doubleSoftmax'])
  })
})

describe('unusedLayer', () => {
  it('takes away what nobody reads', () => {
    const found = of(
      'unusedLayer',
      network([
        conv('a'),
        conv('idle', { inputs: ['a'] }),
        { id: 'r', kind: 'activation', function: 'relu', inputs: ['a'] },
        ...END,
      ]),
    )
    expect(found?.values).toEqual({ layer: 'idle', parameters: 584 })
    expect(fixedSpec(found).layers.map(({ id }) => id)).not.toContain('idle')
  })
})

describe('every warning', () => {
  it.each(ALL_PRESET_IDS)('of %s is fixed by a valid network without it', (id) => {
    for (const found of findings(preset(id))) expectFixed(resolveModel(preset(id)), found)
  })

  it('of any network is fixed by a valid network without it', () => {
    fc.assert(
      fc.property(arbitraryWarned, (model) => {
        for (const found of model ? lint(model) : []) expectFixed(model as ResolvedModel, found)
      }),
      { numRuns: 300 },
    )
  })
})

/**
 * The fix is another network of the same number of classes, which can be written and read again,
 * and in which the warning is gone.
 */
function expectFixed(model: ResolvedModel, found: Finding): void {
  const spec = fixedSpec(found)
  const { rule, layers } = found
  expect(
    lint(resolveModel(spec)).filter((each) => each.rule === rule && each.layers[0] === layers[0]),
  ).toEqual([])
  expect(spec).not.toEqual(model.spec)
  expect([spec.input, resolveModel(spec).classes]).toEqual([model.spec.input, model.classes])
  expect(parseModelSpec(leanDraft(spec))).toEqual(spec)
}

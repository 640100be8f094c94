import { describe, expect, it } from 'vitest'
import { leanDraft } from '../lean'
import { preset } from '../presets'
import { resolveModel } from '../resolve'
import { parseModelSpec, type ModelSpecInput } from '../spec'
import { summarise } from '../summary'
import { lint, type Finding, type RuleId } from '.'

type LayerInput = ModelSpecInput['layers'][number]
const findings = (spec: ModelSpecInput): readonly Finding[] => lint(resolveModel(parseModelSpec(spec)))
const network = (layers: LayerInput[], side = 28, channels = 1): ModelSpecInput => ({ name: 'Test', input: { height: side, width: side, channels }, layers })
const of = (rule: RuleId, spec: ModelSpecInput): Finding | undefined => findings(spec).find((each) => each.rule === rule)

const conv = (id: string, more: object = {}): LayerInput => ({ id, kind: 'conv2d', channels: 8, kernel: 3, padding: 1, ...more })
const relu = (id: string): LayerInput => ({ id, kind: 'activation', function: 'relu' })
const END: LayerInput[] = [{ id: 'average', kind: 'globalAvgPool2d' }, { id: 'dense', kind: 'dense', units: 4 }]
const chain = (count: number, more: object = {}): LayerInput[] => Array.from({ length: count }, (_, n) => [conv(`c${n}`, more), relu(`r${n}`)]).flat()

describe('fieldBeyondInput', () => {
  it('tells the share of padding in a corner unit’s field, and slims kernels', () => {
    const spec = network([...chain(10), ...END], 8)
    const found = of('fieldBeyondInput', spec)
    // Ten 3×3 kernels see 21 cells; the corner unit of an 8×8 map looks 10 cells up and left, so 8×8 of 21×21 are picture.
    expect(found?.values).toEqual({ layer: 'r9', field: '21×21', input: '8×8', overhang: Math.round((1 - 64 / 441) * 1000) / 10 })
    expect(found?.mended && summarise(resolveModel(found.mended)).layers.at(-3)?.receptiveField?.size).toEqual([11, 11])
    expect(of('fieldBeyondInput', network([...chain(7), ...END], 8))).toBeUndefined()
  })
})

describe('fieldTooSmall', () => {
  it('speaks where an average follows units that see little, and sets cells further apart', () => {
    const spec = network([...chain(2), ...END], 28)
    const found = of('fieldTooSmall', spec)
    expect(found?.values).toMatchObject({ layer: 'r1', field: '5×5', input: '28×28', share: 17.9 })
    expect(found?.mended && summarise(resolveModel(found.mended)).layers[3]?.receptiveField?.size).toEqual([11, 11])
    expect(of('fieldTooSmall', network([...chain(2), ...END], 8))).toBeUndefined()
  })
})

describe('misalignedBranches', () => {
  const branches = (padding: unknown): ModelSpecInput =>
    network([conv('a', { inputs: ['input'] }), conv('b', { inputs: ['input'], padding }), { id: 'sum', kind: 'add', inputs: ['a', 'b'] }, relu('r'), ...END], 8)

  it('says how far apart they look, and evens out the padding', () => {
    const found = of('misalignedBranches', branches([[0, 2], [0, 2]]))
    expect(found?.values).toEqual({ layer: 'sum', first: 'a', second: 'b', rows: 1, columns: 1 })
    expect(found?.mended).toEqual(parseModelSpec(branches([1, 1])))
    expect(of('misalignedBranches', branches(1))).toBeUndefined()
  })
})

describe('stridesSkipPixels', () => {
  it('counts what is never read, and lengthens the kernel', () => {
    const found = of('stridesSkipPixels', network([conv('a', { kernel: 1, stride: 2, padding: 0 }), relu('r'), ...END], 8))
    expect(found?.values).toEqual({ layer: 'a', kernel: '1', stride: '2', skipped: 75 })
    expect(found?.mended?.layers[0]).toMatchObject({ kernel: [2, 2] })
  })

  it('leaves the shortcut of a residual block alone', () => {
    expect(findings(preset('resnet50')).map(({ rule }) => rule)).toEqual([])
  })
})

describe('sameShifts', () => {
  it('tells the lopsided padding, and finds an even one of the same size', () => {
    const found = of('sameShifts', network([conv('a', { stride: 2, padding: 'same' }), relu('r'), ...END], 28))
    expect(found?.values).toEqual({ layer: 'a', kernel: '3', before: 0, after: 1, pixels: 0.5 })
    expect(found?.mended?.layers[0]).toMatchObject({ padding: [1, 1] })
    const even = of('sameShifts', network([conv('a', { kernel: 2, padding: 'same' }), relu('r'), ...END], 28))
    expect(even?.mended?.layers[0]).toMatchObject({ kernel: [3, 3], padding: [1, 1] })
    expect(of('sameShifts', network([conv('a', { padding: 'same' }), relu('r'), ...END]))).toBeUndefined()
  })
})

describe('saturatingChain', () => {
  it('counts LeNet’s sigmoids, and mends them into lenet-relu’s', () => {
    const found = of('saturatingChain', preset('lenet'))
    expect(found?.values).toMatchObject({ count: 4, first: 'sigmoid1', last: 'sigmoid4', times: 256, factor: 0.0039 })
    expect(found?.mended?.layers.filter((layer) => layer.kind === 'activation').map((layer) => layer.function)).toEqual(['relu', 'relu', 'relu', 'relu'])
    expect(of('saturatingChain', preset('lenet-relu'))).toBeUndefined()
  })
})

describe('seesNoMore', () => {
  it('finds convolutions behind the point from which every unit sees everything', () => {
    // Four 3×3 see 9 cells: a corner unit of 5×5 sees 5 of them, so every unit sees all.
    const found = of('seesNoMore', network([...chain(6), ...END], 5))
    expect(found).toMatchObject({ layers: ['c4', 'c5'], values: { count: 2, layer: 'c4', input: '5×5', map: '5×5' } })
    expect(found?.mended?.layers.filter(({ id }) => id === 'c4' || id === 'c5')).toMatchObject([{ kernel: 1 }, { kernel: 1 }])
    expect(of('seesNoMore', network([...chain(4), ...END], 5))).toBeUndefined()
  })
})

describe('bottleneck', () => {
  it('sees a narrow place between two wide ones, and one narrower than the classes', () => {
    const dense = (id: string, units: number): LayerInput => ({ id, kind: 'dense', units })
    const spec = network([{ id: 'flatten', kind: 'flatten' }, dense('wide', 256), relu('r1'), dense('narrow', 3), relu('r2'), dense('after', 256), relu('r3'), dense('end', 10)], 8)
    const found = of('bottleneck', spec)
    expect(found?.values).toMatchObject({ layer: 'narrow', values: 3, before: 256, after: 256, classes: 10, few: 1 })
    expect(found?.mended?.layers[3]).toMatchObject({ units: 256 })
    expect(of('bottleneck', preset('lenet'))).toBeUndefined()
  })
})

describe('parameterShare', () => {
  it('names the layer that holds most, and what an average before it leaves', () => {
    const found = of('parameterShare', preset('alexnet'))
    expect(found?.values).toMatchObject({ layer: 'dense1', parameters: 37_752_832, total: 61_100_840, share: 61.8, input: '9216' })
    const mended = found?.mended && summarise(resolveModel(found.mended)).layers.find(({ id }) => id === 'dense1')
    expect(mended?.parameters).toBe(256 * 4096 + 4096)
    expect(of('parameterShare', preset('resnet18'))).toBeUndefined()
  })
})

describe('linearStack', () => {
  it('puts a ReLU between two linear layers, but not between the halves of a separable one', () => {
    const found = of('linearStack', network([conv('a'), { id: 'n', kind: 'batchNorm' }, conv('b'), relu('r'), ...END]))
    expect(found?.values).toEqual({ first: 'a', second: 'b' })
    expect(found?.mended?.layers.slice(0, 3).map(({ kind }) => kind)).toEqual(['conv2d', 'activation', 'batchNorm'])
    expect(of('linearStack', network([conv('a'), relu('q'), conv('d', { groups: 8 }), conv('p', { kernel: 1, padding: 0 }), relu('r'), ...END]))).toBeUndefined()
  })
})

describe('doubleSoftmax', () => {
  it('knows the most that any class can get', () => {
    const found = of('doubleSoftmax', network([conv('a'), relu('r'), ...END, { id: 'softmax', kind: 'softmax' }]))
    expect(found?.values).toEqual({ layer: 'softmax', classes: 4, most: Math.round((Math.E / (Math.E + 3)) * 1000) / 10 })
    expect(found?.mended?.layers.at(-1)?.id).toBe('dense')
  })
})

describe('unusedLayer', () => {
  it('takes away what nobody reads', () => {
    const found = of('unusedLayer', network([conv('a'), conv('idle', { inputs: ['a'] }), { id: 'r', kind: 'activation', function: 'relu', inputs: ['a'] }, ...END]))
    expect(found?.values).toEqual({ layer: 'idle', parameters: 584 })
    expect(found?.mended?.layers.map(({ id }) => id)).not.toContain('idle')
  })
})

describe('every mended network', () => {
  it.each(['lenet', 'lenet-relu', 'modern', 'alexnet-small', 'vgg11-small', 'alexnet', 'vgg16', 'nin', 'googlenet-block', 'mobilenet-v1', 'densenet-block'] as const)('of %s is valid, and the warning is gone', (id) => {
    for (const { rule, layers, mended } of findings(preset(id))) {
      if (!mended) continue
      expect(lint(resolveModel(mended)).filter((each) => each.rule === rule && each.layers[0] === layers[0])).toEqual([])
      expect(parseModelSpec(leanDraft(mended))).toEqual(mended)
    }
  })
})

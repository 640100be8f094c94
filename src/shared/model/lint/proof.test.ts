import { describe, expect, it } from 'vitest'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel } from '../resolve'
import { parseModelSpec, type ModelSpec, type ModelSpecInput } from '../spec'
import { lint, type Finding } from '.'
import { proofExamples, proofPair, proofSeconds } from './proof'

const PICTURES = { height: 28, width: 28, channels: 1, classes: 10 }
const findings = (spec: ModelSpec): readonly Finding[] => lint(resolveModel(spec))

describe('the pictures of a proof', () => {
  it('are many for a small network and fewer for a large one, in whole batches', () => {
    expect(proofExamples(416_520, 2e10)).toBe(2048)
    // 45 s at 2·10¹⁰ are 9·10¹¹ multiply-accumulates: of 129 million, three times in each of two
    // epochs, 1162 pictures.
    expect(proofExamples(129_406_464, 2e10)).toBe(1152)
    expect(proofExamples(2e9, 2e10)).toBe(256)
    expect(proofExamples(2e9, 2e12)).toBe(2048)
  })
})

describe('the time of a proof', () => {
  it('grows with the network and its pictures, and never falls below what a start takes', () => {
    // Two epochs of 1152 pictures three times and 512 once: 1.03·10¹² multiply-accumulates.
    expect(proofSeconds({ macs: 129_406_464, parameters: 0 }, 1152, 2e10)).toBeCloseTo(2 + 51.3, 1)
    expect(proofSeconds({ macs: 416_520, parameters: 61_706 }, 2048, 2e10)).toBeCloseTo(2.3, 1)
    // A hundred million parameters are to be made and written.
    expect(proofSeconds({ macs: 0, parameters: 1e8 }, 256, 2e10)).toBeCloseTo(42, 10)
  })
})

describe('the two networks that prove a warning', () => {
  it.each(ALL_PRESET_IDS)('of %s suit the small pictures, and differ', (id) => {
    for (const found of findings(preset(id))) {
      const pair = proofPair(preset(id), found, PICTURES)
      expect(pair?.drawn).not.toEqual(pair?.fixed)
      for (const spec of pair ? [pair.drawn, pair.fixed] : [])
        expect(resolveModel(spec)).toMatchObject({ inputShape: [28, 28, 1], classes: 10 })
    }
  })

  it('are fixed as the trained network needs it', () => {
    const [found] = findings(preset('vgg16'))
    const pair = found && proofPair(preset('vgg16'), found, PICTURES)
    expect(pair?.holds).toBe(true)
    expect(pair?.fixed.layers.find(({ id }) => id === 'flatten')?.kind).toBe('globalAvgPool2d')
  })

  it.each<[string, ModelSpecInput['layers'][number]]>([
    ['doubleSoftmax', { id: 'end', kind: 'softmax' }],
    ['boundedLogits', { id: 'end', kind: 'activation', function: 'sigmoid' }],
    ['boundedLogits', { id: 'end', kind: 'activation', function: 'tanh' }],
    ['rectifiedLogits', { id: 'end', kind: 'activation', function: 'relu' }],
  ])('of %s on the logits differ in that layer alone, for as many classes', (rule, end) => {
    const { input, layers } = preset('lenet-relu')
    const dropout = { id: 'drop', kind: 'dropout', rate: 0.1 } as const
    const spec = parseModelSpec({ name: 'End', input, layers: [...layers, end, dropout] })
    const found = findings(spec).find((each) => each.rule === rule)
    const pair = found && proofPair(spec, found, PICTURES)
    expect(pair?.holds).toBe(true)
    expect(pair?.drawn.layers).toEqual(spec.layers)
    expect(pair?.fixed.layers).toEqual(spec.layers.filter(({ id }) => id !== 'end'))
  })

  it('get a layer for the answer where their end tells other classes than the pictures have', () => {
    const ends: ModelSpecInput = {
      name: 'Ends side by side',
      input: { height: 28, width: 28, channels: 1 },
      layers: [
        { id: 'flatten', kind: 'flatten' },
        { id: 'left', kind: 'dense', units: 8 },
        { id: 'hidden', kind: 'dense', units: 8, inputs: ['left'] },
        { id: 'right', kind: 'dense', units: 8, inputs: ['flatten'] },
        { id: 'both', kind: 'concat', inputs: ['hidden', 'right'] },
      ],
    }
    const spec = parseModelSpec(ends)
    const [found] = findings(spec)
    const pair = found && proofPair(spec, found, PICTURES)
    expect(found?.rule).toBe('linearStack')
    for (const each of pair ? [pair.drawn, pair.fixed] : [])
      expect([each.layers.at(-1)?.id, resolveModel(each).classes]).toEqual(['answer', 10])
  })

  it('say where the small pictures have taken the reason away', () => {
    const wide: ModelSpecInput = {
      name: 'Wide',
      input: { height: 64, width: 64, channels: 1 },
      layers: [
        { id: 'skip', kind: 'conv2d', channels: 4, kernel: 1, stride: 2 },
        { id: 'relu', kind: 'activation', function: 'relu' },
        { id: 'look', kind: 'conv2d', channels: 4, kernel: 17 },
        { id: 'relu2', kind: 'activation', function: 'relu' },
        { id: 'average', kind: 'globalAvgPool2d' },
        { id: 'dense', kind: 'dense', units: 4 },
      ],
    }
    const spec = parseModelSpec(wide)
    const found = findings(spec).find(({ rule }) => rule === 'stridesSkipPixels')
    // The first halving is removed for small pictures, and with it the cells that it skipped.
    expect(found && proofPair(spec, found, PICTURES)).toMatchObject({
      holds: false,
      fixed: { layers: [{ kernel: 2, stride: 1 }, {}, {}, {}, {}, { units: 10 }] },
    })
  })
})

import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors'
import { normalisationSchema } from '../recipe'
import { preset } from '../presets'
import { resolveModel } from '../resolve'
import { parseModelSpec, type ModelSpec } from '../spec'
import {
  channelOrderOf,
  guessPreprocessing,
  KNOWN_IDS,
  knownAs,
  knownFor,
  parseLabels,
  preprocessingOf,
  withChannelOrder,
} from '.'

const network = (layers: readonly object[], channels = 3, name = 'net'): ModelSpec =>
  parseModelSpec({ name, input: { height: 8, width: 8, channels }, layers })
const conv = { id: 'c', kind: 'conv2d', channels: 4, kernel: 3 }
const plain = network([conv, { id: 'f', kind: 'flatten' }, { id: 'd', kind: 'dense', units: 5 }])

describe('the order of channels', () => {
  it('is turned round by layers without weights, and back', () => {
    const turned = withChannelOrder(plain, 'bgr')
    expect(channelOrderOf(plain)).toBe('rgb')
    expect(channelOrderOf(turned)).toBe('bgr')
    const { layers } = resolveModel(turned)
    expect(layers.slice(0, 4).map(({ outputShape }) => outputShape)).toEqual([
      [8, 8, 1],
      [8, 8, 1],
      [8, 8, 1],
      [8, 8, 3],
    ])
    expect(layers.find(({ layer }) => layer.id === 'c')?.inputs).toEqual(['bgr'])
    const back = resolveModel(withChannelOrder(turned, 'rgb'))
    expect(back.layers.map(({ layer, inputs }) => [layer.id, inputs])).toEqual(
      resolveModel(plain).layers.map(({ layer, inputs }) => [layer.id, inputs]),
    )
  })

  it('reaches every layer that reads the input', () => {
    const branched = network([
      { ...conv, id: 'a', inputs: ['input'], padding: 'same' },
      { ...conv, id: 'b', inputs: ['input'], padding: 'same' },
      { id: 'sum', kind: 'add', inputs: ['a', 'b'] },
    ])
    const turned = resolveModel(withChannelOrder(branched, 'bgr'))
    expect(turned.layers.filter(({ inputs }) => inputs.includes('input'))).toHaveLength(3)
    expect(turned.layers.slice(4).map(({ inputs }) => inputs)).toEqual([
      ['bgr'],
      ['bgr'],
      ['a', 'b'],
    ])
  })

  it('is refused for a grey network, and where its names are taken', () => {
    expect(() => withChannelOrder(preset('lenet'), 'bgr')).toThrow(/takes 1/)
    const taken = network([{ ...conv, id: 'bgr' }])
    expect(() => withChannelOrder(taken, 'bgr')).toThrow(/"bgr"/)
  })
})

describe('known ways to prepare pictures', () => {
  it('are found again by their numbers, and suit their channels', () => {
    for (const id of KNOWN_IDS) {
      const way = preprocessingOf(id)
      expect(knownAs({ ...way, fitting: 'crop' })).toBe(id)
      if ('normalisation' in way)
        expect(normalisationSchema.safeParse(way.normalisation).success).toBe(true)
    }
    expect(knownAs({ normalisation: { mean: [0.1], std: [1] }, order: 'rgb' })).toBeUndefined()
    expect(knownFor(1).map(({ id }) => id)).toEqual([
      'zero-to-one',
      'minus-one-to-one',
      'zero-to-255',
    ])
    expect(knownFor(3)).toHaveLength(KNOWN_IDS.length)
  })
})

describe('a guess', () => {
  const guess = (spec: ModelSpec, classes: number, format: string): string =>
    guessPreprocessing({ spec, classes, format }).id

  it('is 0…255 for a network with a rescaling of its own that makes them small', () => {
    const own = (scale: number): ModelSpec => network([{ id: 's', kind: 'scale', scale }, conv])
    expect(guess(own(1 / 127.5), 1000, 'onnx')).toBe('zero-to-255')
    expect(guess(own(2), 1000, 'onnx')).toBe('zero-to-one')
  })

  it('follows the names that Keras Applications gives', () => {
    const named = (name: string): string => guess({ ...plain, name }, 1000, 'keras')
    expect(named('mobilenetv2_1.00_224')).toBe('minus-one-to-one')
    expect(named('resnet50v2')).toBe('minus-one-to-one')
    expect(named('resnet50')).toBe('imagenet-bgr')
    expect(named('vgg16')).toBe('imagenet-bgr')
    expect(named('densenet121')).toBe('imagenet')
    expect(named('efficientnetb0')).toBe('zero-to-255')
  })

  it('is ImageNet’s mean and deviation for 1000 classes of 3 channels from PyTorch', () => {
    expect(guess({ ...plain, name: 'resnet50' }, 1000, 'onnx')).toBe('imagenet')
    expect(guess(plain, 10, 'onnx')).toBe('zero-to-one')
    expect(guess(network([conv], 1), 1000, 'onnx')).toBe('zero-to-one')
  })
})

describe('labels', () => {
  it.each([
    ['one a line', 'cat\n dog\r\n\n'],
    ['with a byte order mark', '\uFEFFcat\ndog'],
    ['numbered from 0', '0 cat\n1 dog'],
    ['numbered from 1', '1: cat\n2: dog'],
    ['with synsets', 'n02123045 cat\nn02084071 dog'],
    ['a JSON list', '["cat", "dog"]'],
    ['ImageNet’s class index', '{"1": ["n02084071", "dog"], "0": ["n02123045", "cat"]}'],
    ['places to names', '{"0": "cat", "1": "dog"}'],
    ['names to places', '{"dog": 1, "cat": 0}'],
    ['Teachable Machine', '{"labels": ["cat", "dog"], "imageSize": 224}'],
  ])('%s', (_, text) => {
    expect(parseLabels(text)).toEqual(['cat', 'dog'])
  })

  it('keep numbers that are names', () => {
    expect(parseLabels('7 up\n9 lives')).toEqual(['7 up', '9 lives'])
    expect(parseLabels('0\n1\n2')).toEqual(['0', '1', '2'])
  })

  it.each([
    ['', /none/],
    ['{"0": "cat", "2": "dog"}', /place 1/],
    ['{"cat": 0, "dog": 0}', /place 1/],
    ['["cat", 3]', /another form/],
    ['["cat"', /begins like JSON/],
  ])('%s is refused', (text, message) => {
    expect(() => parseLabels(text)).toThrow(AppError)
    expect(() => parseLabels(text)).toThrow(message)
  })
})

import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { LAYER_KINDS, LAYERS, traitsOf, type LayerKind } from '@shared/layers'
import {
  ENDING_KINDS,
  MAP_KINDS,
  MERGING_KINDS,
  VECTOR_KINDS,
} from '@shared/layers/testing/arbitrary-layer'
import type { DraftLayer, ModelDraft } from '@shared/model/draft'
import { newLayer } from '@shared/model/edit'
import { examine } from '@shared/model/examine'
import { parametersOf } from '@shared/model/examine/schema'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Silenced } from '@shared/model/weights'
import { computed, fromPixels } from '@shared/model/trace/from-pixels'
import { foldSilenced } from '../models/edits/fold'
import { initialiseWeights } from '../training/initialise'
import { compareSteps, OPTIMIZERS, partsOf } from '../training/testing/step-loops'
import { tensorflow } from '../runtime/tensorflow'
import { Network } from './network'
import { compute, noise, trainingPass } from './testing/layers'

const SIDE = 6
const CHANNELS = 4

/**
 * A network of a layer as the builder starts it, between a convolution and a dense layer that learn:
 * on a map, or behind a flatten where the kind takes vectors.
 */
function networkOf(kind: LayerKind, changes: Record<string, unknown> = {}): ModelDraft {
  const { takes, merges } = LAYERS[kind]
  const input = { height: SIDE, width: SIDE, channels: CHANNELS }
  // Without a bias: in front of a batch norm its gradient is nothing but rounding.
  const conv = { kind: 'conv2d', channels: CHANNELS, kernel: 1, bias: false }
  const before: DraftLayer = { id: 'before', ...conv }
  const own = { ...newLayer({ name: '', input, layers: [] }, kind), id: 'own', ...changes }
  const flat = { id: 'flat', kind: 'flatten' }
  const layers: DraftLayer[] = [
    before,
    ...(takes === 'vector' ? [flat] : []),
    merges ? { ...own, inputs: ['before', 'input'] } : own,
    { id: 'end', kind: 'flatten' },
    { id: 'logits', kind: 'dense', units: 3 },
  ]
  return { name: kind, input, layers }
}

function modelOf(kind: LayerKind): ResolvedModel {
  const { model, layers } = examine(networkOf(kind))
  if (!model) throw new Error(JSON.stringify(layers.flatMap(({ problems }) => problems)))
  return model
}

const weightsOf = (model: ResolvedModel) =>
  initialiseWeights(model, { seed: 5, initializer: 'heNormal', biasInitializer: 'uniformFanIn' })

describe.each(LAYER_KINDS)('%s, as the builder starts it', (kind) => {
  const model = modelOf(kind)
  const own = model.layers.find(({ layer }) => layer.id === 'own')

  it('is computed by TensorFlow as by the plain loops from the pixels up', () => {
    const [weights, picture] = [weightsOf(model), noise([1, SIDE, SIDE, CHANNELS], 3)]
    const input = picture.dataSync<'float32'>()
    const network = Network.create(model, weights)
    for (const { id, output } of network.activations(picture as never)) {
      const [height = 1, width = 1, channels = 1] =
        output.rank === 4 ? output.shape.slice(1) : [1, 1, ...output.shape.slice(1)]
      const values = output.dataSync()
      for (let at = 0; at < values.length; at += 1) {
        const [cell, channel] = [Math.floor(at / channels), at % channels]
        const unit = [Math.floor(cell / width), cell % width, channel] as const
        expect(unit[0]).toBeLessThan(height)
        expect(computed(fromPixels(model, weights, input, id, unit))).toBeCloseTo(values[at]!, 4)
      }
      output.dispose()
    }
    network.dispose()
    picture.dispose()
  })

  it.each([
    ['of zeros', (shape: readonly number[]) => tensorflow().zeros([...shape])],
    ['at random', (shape: readonly number[], seed: number) => noise(shape, seed)],
  ] as const)('has finite gradients on inputs %s', (_, values) => {
    const tf = tensorflow()
    tf.tidy(() => {
      const infos = own?.weights ?? []
      const inputs = (own?.inputShapes ?? []).map((shape, i) => values([4, ...shape], i + 1))
      const weights = infos.map(({ shape }, i) => noise(shape, 11 + i))
      const run = (...tensors: Tensor[]): Tensor => {
        const learnt = tensors.slice(inputs.length)
        return compute(own!.layer, tensors.slice(0, inputs.length), {
          weights: Object.fromEntries(
            infos.map(({ name, trainable }, i) => [
              name,
              trainable ? learnt.shift()! : weights[i]!.abs(),
            ]),
          ),
          training: trainingPass(),
        })
          .square()
          .sum()
      }
      const differentiated = [...inputs, ...weights.filter((__, i) => infos[i]?.trainable)]
      const gradients = tf.grads((...tensors: Tensor[]) => run(...tensors))(differentiated)
      gradients.forEach((gradient, i) => {
        expect(gradient.shape).toEqual(differentiated[i]?.shape)
        expect([...gradient.dataSync()].every(Number.isFinite)).toBe(true)
      })
    })
  })

  it('is compiled into the step that runs operation by operation', () => {
    const found = compareSteps(partsOf({ model: model.spec, optimizer: OPTIMIZERS.sgd }), 2)
    expect(found.loss).toBeLessThanOrEqual(1e-5)
    expect(found.gradients).toBeLessThanOrEqual(1e-5)
    expect(found.state).toBeLessThanOrEqual(1e-5)
  })

  it('gives no negative value and is linear where its traits say so', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const { layer, inputShapes, weights: infos } = own!
      const traits = traitsOf(layer)
      const weights = Object.fromEntries(
        infos.map(({ name, shape }, i) => [
          name,
          name === 'variance' ? noise(shape, 21 + i).abs() : noise(shape, 21 + i),
        ]),
      )
      const run = (inputs: Tensor[]): Tensor => compute(layer, inputs, { weights })
      const [a, b] = [1, 2].map((seed) =>
        inputShapes.map((shape, i) => noise([3, ...shape], 10 * seed + i)),
      ) as [Tensor[], Tensor[]]
      const least = (inputs: Tensor[]): number => run(inputs).min().dataSync()[0]!
      if (traits.nonNegative(layer, false)) expect(least(a)).toBeGreaterThanOrEqual(0)
      if (traits.nonNegative(layer, true))
        expect(least(a.map((x) => x.abs()))).toBeGreaterThanOrEqual(0)
      const sum = a.map((x, i) => x.add(b[i]!))
      const zeros = a.map((x) => x.zerosLike())
      const off = run(sum).add(run(zeros)).sub(run(a)).sub(run(b)).abs().max().dataSync()[0]!
      if (traits.linear) expect(off).toBeLessThan(1e-3)
      else expect(off).toBeGreaterThan(1e-3)
    })
  })

  it('reads a channel that is switched off as zeros once that is written into weights', () => {
    const { input, layers } = networkOf(kind)
    const relu = { id: 'relu', kind: 'activation', function: 'relu' }
    const [before, ...rest] = layers
    const readers = rest.map(({ inputs, ...layer }) =>
      inputs ? { ...layer, inputs: inputs.map((id) => (id === 'before' ? 'relu' : id)) } : layer,
    )
    const { model: wired } = examine({ name: kind, input, layers: [before!, relu, ...readers] })
    const weights = weightsOf(wired!)
    const silenced: Silenced = new Map([['relu', new Set([1])]])
    const { keepsZero, width, keeps } = traitsOf(own!.layer)
    if (!keepsZero(own!.layer) && !width && keeps !== 'values') {
      expect(() => foldSilenced(wired!, weights, silenced)).toThrow('would still read them')
      return
    }
    const folded = foldSilenced(wired!, weights, silenced)
    const picture = noise([SIDE, SIDE, CHANNELS], 3).dataSync<'float32'>()
    for (const class_ of [0, 1, 2]) {
      const [expected, found] = [
        fromPixels(wired!, weights, picture, 'logits', [0, 0, class_], silenced),
        fromPixels(wired!, folded, picture, 'logits', [0, 0, class_]),
      ].map(computed)
      expect(found).toBeCloseTo(expected!, 9)
    }
  })

  it('has a fix for every number that is too large for the map', () => {
    for (const { name, control } of parametersOf(kind)) {
      if (control !== 'text' || name === LAYERS[kind].width) continue
      const draft = networkOf(kind, { [name]: 50 })
      for (const problem of examine(draft).layers.flatMap(({ problems }) => problems)) {
        expect([name, problem.code]).not.toEqual([name, 'other'])
        expect([name, problem.fixes.length]).not.toEqual([name, 0])
        for (const { apply } of problem.fixes) expect(examine(apply(draft)).faults).toBe(0)
      }
    }
  })

  it('has a name in both languages', () => {
    const { en, zh } = LAYERS[kind].names
    for (const { full, short } of [en, zh]) {
      expect(full.trim()).not.toBe('')
      expect(short.trim()).not.toBe('')
      expect(short.length).toBeLessThanOrEqual(full.length)
    }
    expect([en.full, en.short].join()).not.toMatch(/[^\x20-\x7e]/)
  })
})

describe('the generators of networks', () => {
  it('draw from every kind', () => {
    expect(new Set([...MAP_KINDS, ...ENDING_KINDS, ...VECTOR_KINDS, ...MERGING_KINDS])).toEqual(
      new Set(LAYER_KINDS),
    )
  })
})

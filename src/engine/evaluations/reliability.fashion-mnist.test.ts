import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auroc } from '@shared/math/auroc'
import { softmaxRows } from '@shared/math/calibration/softmax'
import type { Layer } from '@shared/layers'
import { preset } from '@shared/model/presets'
import type { ModelSpec } from '@shared/model/spec'
import { parseRecipe } from '@shared/model/recipe'
import { readModelFolder } from '../models/read-folder'
import { loadRun } from '../models/sources/runs'
import type { LoadedModel } from '../models'
import { classRows, type ClassRows } from '../evaluate/class-rows'
import { examplesAt } from '../evaluate/sample'
import type { Examples } from '../evaluate/device-split'
import { uniforms } from '../runtime/random'
import { runTraining } from '../training/run-training'
import { likenessOf } from '../inspect/likeness'
import { forwardInput } from '../inspect'
import { exportModel } from '../models/export'
import { distancesIn, energiesIn } from './familiarity'
import { keptReliability, relianceOf, withReliance } from './kept-reliability'
import { examplesFor } from './model-examples'
import { reliabilityOfModel } from './reliability-of-model'

const lenet = preset('lenet')
/** LeNet with ReLUs and maximum poolings, which learns in two epochs. */
const model: ModelSpec = {
  ...lenet,
  layers: lenet.layers.map((layer): Layer => {
    if (layer.kind === 'activation') return { ...layer, function: 'relu' }
    if (layer.kind !== 'avgPool2d') return layer
    const { countIncludePad: _, ...pool } = layer
    return { ...pool, kind: 'maxPool2d' }
  }),
}

let folder: string
let loaded: LoadedModel
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-knows-'))
  const recipe = parseRecipe({
    ...{ model, dataset: 'fashion-mnist', optimizer: { kind: 'adam' }, learningRate: 0.002 },
    ...{ batchSize: 64, epochs: 2, limitTrain: 20_000, limitTest: 4000 },
  })
  const run = join(folder, 'run')
  await runTraining({ folder: run, recipe, onEvent: () => {}, onState: () => {} })
  loaded = await loadRun(run)
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Other pictures of the same size. */
function changed(
  { images, labels, count }: Examples,
  change: (picture: Uint8Array, at: number) => Uint8Array,
): Examples {
  const bytes = images.length / count
  const made = new Uint8Array(images.length)
  for (let at = 0; at < count; at++)
    made.set(change(images.subarray(at * bytes, (at + 1) * bytes), at), at * bytes)
  return { images: made, labels, count }
}

const noise = (length: number, seed: number): Uint8Array => {
  const draw = uniforms(seed, 'split')
  return Uint8Array.from({ length }, () => Math.floor(256 * draw()))
}
/** The same pixels in another order. */
const shuffled = (picture: Uint8Array, seed: number): Uint8Array => {
  const [draw, pixels] = [uniforms(seed, 'split'), picture.slice()]
  for (let i = pixels.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * draw())
    ;[pixels[i], pixels[j]] = [pixels[j] ?? 0, pixels[i] ?? 0]
  }
  return pixels
}
const KINDS = {
  noise: (picture: Uint8Array, at: number) => noise(picture.length, at),
  shuffled,
  inverted: (picture: Uint8Array) => picture.map((value) => 255 - value),
  upsideDown: (picture: Uint8Array) => picture.slice().reverse(),
}

describe('the reliability of a network', () => {
  it('is fitted on one half, measured on the other, and kept with the weights', async () => {
    expect(await keptReliability(loaded)).toBeNull()
    await expect(withReliance(loaded)).rejects.toMatchObject({ code: 'invalid-argument' })
    const found = await reliabilityOfModel(loaded, undefined, {}, {})
    const { temperature, before, after, sets, fitted, measured, reject, accuracy } = found
    expect([fitted.length, measured]).toEqual([2000, 2000])
    expect(new Set(fitted).size).toBe(2000)
    expect(accuracy).toBeGreaterThan(0.75)
    // A second, longer training makes it too sure; this one is near 1 already.
    expect(temperature).toBeGreaterThan(0.5)
    expect(temperature).toBeLessThan(2)
    expect(after.nll).toBeLessThan((before.nll ?? NaN) + 0.005)
    expect(before.bins.reduce((sum, { count }) => sum + count, 0)).toBe(2000)
    expect(reject.at(-1)).toMatchObject({ answered: 1, accuracy })
    expect(reject[24]?.accuracy).toBeGreaterThan(accuracy + 0.05)
    for (const { alpha, coverage } of sets) {
      // Three standard deviations of both halves.
      const reach = 3 * Math.sqrt((2 * alpha * (1 - alpha)) / 2000)
      expect(Math.abs(coverage - (1 - alpha))).toBeLessThan(reach)
    }
    const kept = await keptReliability(loaded)
    expect(kept?.reliability).toEqual(found)
    // Asked again with the same settings, it is not measured again; with others it is.
    let told = 0
    const work = {
      onProgress: () => {
        told++
      },
    }
    await reliabilityOfModel(loaded, undefined, {}, work)
    expect(told).toBe(0)
    const other = await reliabilityOfModel(loaded, undefined, { seed: 1 }, work)
    expect(told).toBeGreaterThan(0)
    expect([...other.fitted]).not.toEqual([...fitted])
  })

  it('goes with an export on request, and comes back with it', async () => {
    const reliance = await relianceOf(loaded)
    expect(reliance).toMatchObject({ dataset: 'fashion-mnist', energy: { accepted: 0.95 } })
    await exportModel(loaded, 'tfjs', join(folder, 'plain'))
    expect((await readModelFolder(join(folder, 'plain'))).metadata.reliance).toBeUndefined()
    await exportModel(await withReliance(loaded), 'tfjs', join(folder, 'with'))
    expect((await readModelFolder(join(folder, 'with'))).metadata.reliance).toEqual(reliance)
  })

  it('is stopped by its signal, and refuses pictures that don’t suit', async () => {
    const signal = AbortSignal.abort()
    await expect(
      reliabilityOfModel(loaded, undefined, { seed: 2 }, { signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    await expect(examplesFor(loaded, 'cifar10')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('unknown pictures', () => {
  let known: ClassRows
  let test: Examples
  beforeAll(async () => {
    const examples = await examplesFor(loaded)
    test = examplesAt(
      examples.test,
      Int32Array.from({ length: 1000 }, (_, i) => 4 * i),
    )
    known = await classRows(loaded, test)
  })
  const surest = ({ logits, classes }: ClassRows): number[] => {
    const { data } = softmaxRows({ data: logits, classes })
    return Array.from({ length: data.length / classes }, (_, row) =>
      Math.max(...data.subarray(row * classes, (row + 1) * classes)),
    )
  }

  // In the full training (5 epochs of 60,000) the energies' areas are 0.997, 0.990, 0.875, 0.845.
  it.each([
    ['noise', 0.93],
    ['shuffled', 0.85],
    ['inverted', 0.7],
    ['upsideDown', 0.7],
  ] as const)('of the kind %s have higher energies and distances', async (kind, least) => {
    const rows = await classRows(loaded, changed(test, KINDS[kind]))
    const byEnergy = auroc(energiesIn(known), energiesIn(rows))
    const byProbability = auroc(surest(rows), surest(known))
    const { cloud } = (await keptReliability(loaded))!
    const byDistance = auroc(distancesIn(cloud, known), distancesIn(cloud, rows))
    expect(Math.max(byEnergy, byDistance)).toBeGreaterThan(least)
    expect(Math.max(byEnergy, byDistance)).toBeGreaterThan(byProbability - 0.02)
  })

  it('are called so beside the prediction, and the test’s own are accepted', async () => {
    const { reliability } = (await keptReliability(loaded))!
    const { together, accepted } = reliability.familiarity
    expect(together).toBeGreaterThan(2 * accepted - 1 - 1e-9)
    expect(together).toBeLessThanOrEqual(accepted + 1 / 4000)
    const inputAt = ({ images }: Examples, at: number): Float32Array =>
      Float32Array.from(images.subarray(784 * at, 784 * (at + 1)), (value) => value / 255)
    let unlike = 0
    for (let at = 0; at < 40; at++) {
      const pass = await forwardInput(loaded, inputAt(test, at))
      const { energy, distance } = pass.likeness!
      expect(energy?.value).toBeCloseTo(energiesIn(known)[at] ?? NaN, 3)
      expect(distance?.threshold).toBe(reliability.familiarity.distance.threshold)
      if (pass.likeness?.unlike) unlike++
    }
    expect(unlike).toBeLessThan(12)
    const strange = await forwardInput(loaded, inputAt(changed(test, KINDS.noise), 0))
    expect(strange.likeness).toMatchObject({ unlike: true, dataset: 'fashion-mnist' })
    // An export knows the energy alone.
    const reliance = (await relianceOf(loaded))!
    const exported = { ...strange.loaded, reliance, normalisation: { mean: [0], std: [1] } }
    const judged = await likenessOf({ ...strange, loaded: exported })
    expect(judged).toEqual({
      dataset: 'fashion-mnist',
      accepted: 0.95,
      unlike: (strange.likeness?.energy?.value ?? 0) > (reliance.energy?.threshold ?? 0),
      energy: strange.likeness?.energy,
    })
  })
})

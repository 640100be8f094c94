import { describe, expect, it } from 'vitest'
import { extentOf } from '@shared/math/field/cells'
import { loadModel } from '../models'
import { uniforms } from '../runtime/random'
import { forwardInput } from './forward'
import { traceFromPixels, traceUnit } from './trace'
import { unitDetail } from './unit'

describe('the arithmetic of a unit', () => {
  it.each(['bundled:lenet', 'preset:modern', 'preset:lenet-relu', 'preset:vgg11-small'])(
    'of %s gives what the engine computes: 250 random units',
    async (ref) => {
      const loaded = await loadModel(ref)
      const draw = uniforms(11, 'noise')
      const pick = (n: number): number => Math.floor(draw() * n)
      const pass = await forwardInput(
        loaded,
        Float32Array.from({ length: loaded.model.inputShape.reduce((a, b) => a * b, 1) }, draw),
      )
      const worst = { recomputed: 0, fromPixels: 0 }
      for (let n = 0; n < 250; n += 1) {
        const { layer, outputShape } = loaded.model.layers[pick(loaded.model.layers.length)]!
        const [height, width, channels] = extentOf(outputShape)
        const trace = traceUnit(
          pass,
          layer.id,
          [pick(height), pick(width), pick(channels)],
          n % 25 === 0 ? 500_000 : 0,
        )
        expect(trace.value).toBe(unitDetail(pass, layer.id, trace.unit).value)
        const scale = Math.max(1, Math.abs(trace.value))
        worst.recomputed = Math.max(
          worst.recomputed,
          Math.abs(trace.recomputed - trace.value) / scale,
        )
        // The computation from the pixels takes long for a deep unit of a large network, so only
        // some are tested.
        if (trace.fromPixels !== null)
          worst.fromPixels = Math.max(
            worst.fromPixels,
            Math.abs(trace.fromPixels - trace.value) / scale,
          )
      }
      expect(worst.recomputed).toBeLessThanOrEqual(1e-5)
      expect(worst.fromPixels).toBeLessThanOrEqual(1e-5)
    },
  )

  it('of a switched-off channel is 0, and that of the layers that read it agrees', async () => {
    const loaded = {
      ...(await loadModel('preset:lenet')),
      silenced: new Map([['conv1', new Set([2])]]),
    }
    const pass = await forwardInput(
      { ...loaded, entry: { ...loaded.entry, ref: 'preset:trace-silenced' } },
      new Float32Array(784).fill(0.7),
    )
    expect(traceUnit(pass, 'conv1', [3, 4, 2])).toMatchObject({
      value: 0,
      recomputed: 0,
      fromPixels: 0,
    })
    const { value, recomputed, fromPixels } = traceUnit(pass, 'conv2', [3, 4, 1])
    expect(recomputed).toBeCloseTo(value, 5)
    expect(fromPixels).toBeCloseTo(value, 5)
  })

  it('is computed from the pixels in slices, reports its progress, and can be cancelled', async () => {
    const loaded = await loadModel('preset:lenet')
    const pass = await forwardInput(loaded, new Float32Array(784).fill(0.3))
    const { value, products, fromPixels } = traceUnit(pass, 'dense1', [0, 0, 7])
    const told: number[] = []
    expect(
      await traceFromPixels(pass, 'dense1', [0, 0, 7], (total) => ({
        onProgress: (done) => void told.push(done / total),
      })),
    ).toBe(fromPixels)
    expect(fromPixels).toBeCloseTo(value, 5)
    // All 10×10×16 units of conv2, each with 5·5·6 products, and those of the layers before and
    // after.
    expect(products).toBeGreaterThan(10 * 10 * 16 * 150)
    expect(told.filter((share) => !(share > 0 && share <= 1))).toEqual([])
    const stopped = new AbortController()
    stopped.abort()
    await expect(
      traceFromPixels(pass, 'dense3', [0, 0, 0], () => ({ signal: stopped.signal })),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('names the layers and the valid range in errors, and says that the input has no arithmetic', async () => {
    const loaded = await loadModel('preset:lenet')
    const pass = await forwardInput(loaded, new Float32Array(784))
    expect(() => traceUnit(pass, 'conv9', [0, 0, 0])).toThrow(/input, conv1, .*dense3/)
    expect(() => traceUnit(pass, 'conv2', [10, 0, 0])).toThrow(/row 0…9, column 0…9, channel 0…15/)
    expect(() => traceUnit(pass, 'input', [0, 0, 0])).toThrow(/picture itself/)
  })
})

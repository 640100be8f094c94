import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { elements } from '@shared/layers/definition'
import { resolveModel } from '@shared/model/resolve'
import { Network } from '../../../layers/network'
import { tensorflow } from '../../../runtime/tensorflow'
import { checkWeights } from '../../check-weights'
import { readOnnxModel } from '../read'

/** What `testing/make_operators.py` has written. */
const FOLDER = join(__dirname, '../testing/operators')
const answerSchema = z.strictObject({
  input: z.tuple([z.number(), z.number(), z.number()]),
  output: z.array(z.number()),
  y: z.array(z.number()),
})
const answers = z
  .record(z.string(), answerSchema)
  .parse(JSON.parse(readFileSync(join(FOLDER, 'answers.json'), 'utf8')))

/** The script's two pictures, which have their channels first there. */
function pictures([channels, height, width]: readonly [number, number, number]) {
  const values = Float32Array.from(
    { length: 2 * channels * height * width },
    (_, i) => ((i * 7919) % 1009) / 252 - 2,
  )
  return tensorflow()
    .tensor4d(values, [2, channels, height, width])
    .transpose<import('@tensorflow/tfjs').Tensor4D>([0, 2, 3, 1])
}

async function outputOf(name: string, input: readonly [number, number, number]) {
  const { metadata, weights } = await readOnnxModel(join(FOLDER, `${name}.onnx`))
  const model = resolveModel(metadata.spec)
  checkWeights(model, weights)
  const network = Network.create(model, weights)
  const y = tensorflow().tidy(() => network.predict(pictures(input)).dataSync<'float32'>().slice())
  network.dispose()
  return { y, shape: model.layers.at(-1)?.outputShape ?? [] }
}

describe('an operator of the standard', () => {
  it.each(Object.keys(answers))('gives what ONNX Runtime gives: %s', async (name) => {
    const { input, output, y: known } = answers[name] ?? { input: [1, 1, 1], output: [], y: [] }
    const { y, shape } = await outputOf(name, input)
    // A pooled map of one place is a vector where the file only lays it out as one.
    expect(elements(shape)).toBe(elements(output))
    expect(y).toHaveLength(known.length)
    const scale = Math.max(1, ...known.map(Math.abs))
    const difference = Math.max(...y.map((value, i) => Math.abs(value - (known[i] ?? NaN))))
    expect(difference / scale).toBeLessThan(1e-5)
  })
})

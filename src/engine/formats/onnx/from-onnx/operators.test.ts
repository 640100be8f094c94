import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { elements } from '@shared/layers/definition'
import { readOnnxModel } from '../read'
import { outputsOf } from '../testing/pictures'

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

describe('an operator of the standard', () => {
  it.each(Object.keys(answers))('gives what ONNX Runtime gives: %s', async (name) => {
    const { input, output, y: known } = answers[name] ?? { input: [1, 1, 1], output: [], y: [] }
    const read = await readOnnxModel(join(FOLDER, `${name}.onnx`))
    const y = outputsOf(read, input)
    expect(y).toHaveLength(2 * elements(output))
    expect(y).toHaveLength(known.length)
    const scale = Math.max(1, ...known.map(Math.abs))
    const difference = Math.max(...y.map((value, i) => Math.abs(value - (known[i] ?? NaN))))
    expect(difference / scale).toBeLessThan(1e-5)
  })
})

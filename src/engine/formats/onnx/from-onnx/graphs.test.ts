import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readOnnxModel } from '../read'
import { outputsOf } from '../testing/pictures'

/** What `testing/make_graphs.py` has written. */
const FOLDER = join(__dirname, '../testing/graphs')
const answers = z
  .record(
    z.enum(['torch', 'keras']),
    z.object({
      input: z.tuple([z.number(), z.number(), z.number()]),
      output: z.array(z.number()),
      y: z.array(z.number()),
    }),
  )
  .parse(JSON.parse(readFileSync(join(FOLDER, 'answers.json'), 'utf8')))

/** Logarithms of the softmax of each row. */
function logSoftmax(values: ArrayLike<number>, classes: number): number[] {
  const rows = Array.from({ length: values.length / classes }, (_, row) =>
    Array.from({ length: classes }, (_, i) => values[row * classes + i] ?? NaN),
  )
  return rows.flatMap((row) => {
    const sum = Math.log(row.reduce((all, value) => all + Math.exp(value), 0))
    return row.map((value) => value - sum)
  })
}

describe('a network as its program writes it', () => {
  it.each(['torch-script', 'torch-dynamo', 'torch-old', 'keras'])(
    'answers alike: %s',
    async (name) => {
      const isKeras = name === 'keras'
      const { input, output, y: known } = answers[isKeras ? 'keras' : 'torch']
      const found = outputsOf(await readOnnxModel(join(FOLDER, `${name}.onnx`)), input)
      const y = isKeras ? [...found] : logSoftmax(found, output[0] ?? 1)
      expect(y).toHaveLength(known.length)
      y.forEach((value, i) => expect(value).toBeCloseTo(known[i] ?? NaN, 4))
    },
  )
})

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../src/shared/errors'
import { encodeKeras } from '../../src/engine/formats/keras/encode'
import { readKerasModel } from '../../src/engine/formats/keras/read'
import { toKeras } from '../../src/engine/formats/keras/to-keras'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers, type Case } from './networks'
import { runPython } from './python'

const answers = z.array(z.strictObject({ difference: z.number(), sameBest: z.boolean() }))

/** Whether Keras has a form for every layer; a network without one is refused by name. */
function isWritable({ model }: Case): boolean {
  try {
    toKeras(model, 'Keras')
    return true
  } catch (thrown) {
    expect(AppError.from(thrown)).toMatchObject({ code: 'unsupported' })
    expect(AppError.from(thrown).message).toMatch(/^(Layer "|Keras has no layer)/)
    return false
  }
}

describe('Keras exports', () => {
  it('are run by Keras with the same outputs, and come back bit for bit', async () => {
    const all = cases().filter(isWritable)
    const folders: string[] = []
    for (const one of all) {
      const metadata = { spec: one.model.spec, classes: [], invert: false } as const
      const folder = folderOf(await encodeKeras(metadata, one.weights))
      const read = await readKerasModel(folder)
      expect(read.metadata).toEqual(metadata)
      expect(read.weights).toEqual(one.weights)
      folders.push(folder)
      await writeAnswers(folder, one)
    }
    const found = answers.parse(runPython('check_keras.py', folders))
    const worst = found.map(({ difference }, i) => [all[i]?.name, difference] as const)
    worst.sort((a, b) => b[1] - a[1])
    console.log(
      `${all.length} networks; largest difference ${worst[0]?.[1].toExponential(1)} of the outputs' size (${worst[0]?.[0]})`,
    )
    expect(all.length).toBeGreaterThan(60)
    expect(worst.filter(([, difference]) => difference > 1e-4)).toEqual([])
    expect(all.filter((_, i) => !found[i]?.sameBest).map(({ name }) => name)).toEqual([])
  })
})

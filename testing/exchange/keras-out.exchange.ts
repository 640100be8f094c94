import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/shared/errors'
import { encodeKeras } from '../../src/engine/formats/keras/encode'
import { readKerasModel } from '../../src/engine/formats/keras/read'
import { toKeras } from '../../src/engine/formats/keras/to-keras'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers, type Case } from './networks'
import { expectSameAnswers } from './same-answers'

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
    const drawn = cases()
    const all = drawn.filter(isWritable)
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
    expect(all.length).toBeGreaterThan(drawn.length / 2)
    expectSameAnswers('check_keras.py', all, folders)
  })
})

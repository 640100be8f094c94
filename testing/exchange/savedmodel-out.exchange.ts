import { describe, expect, it } from 'vitest'
import { encodeSavedmodel } from '../../src/engine/formats/savedmodel/encode'
import { readSavedmodelModel } from '../../src/engine/formats/savedmodel/read'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers } from './networks'
import { expectSameAnswers } from './same-answers'

describe('SavedModel exports', () => {
  it('are run by TensorFlow and by Keras’s TFSMLayer with the same outputs, and come back bit for bit', async () => {
    const all = cases()
    const folders: string[] = []
    for (const one of all) {
      const metadata = { spec: one.model.spec, classes: [], invert: false } as const
      const folder = folderOf(encodeSavedmodel(metadata, one.weights))
      const read = await readSavedmodelModel(folder)
      expect(read.metadata).toEqual(metadata)
      expect(read.weights).toEqual(one.weights)
      folders.push(folder)
      await writeAnswers(folder, one)
    }
    expectSameAnswers('check_savedmodel.py', all, folders)
  })
})

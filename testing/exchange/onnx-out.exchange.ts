import { describe, it } from 'vitest'
import { encodeOnnx } from '../../src/engine/formats/onnx/encode'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers } from './networks'
import { expectSameAnswers } from './same-answers'

describe('ONNX exports', () => {
  it('are run by ONNX Runtime with the same outputs', async () => {
    const all = cases()
    const folders: string[] = []
    for (const [i, one] of all.entries()) {
      const metadata = { spec: one.model.spec, classes: [], invert: false } as const
      // Every third one has its weights in a second file.
      const files = encodeOnnx(metadata, one.weights, i % 3 === 0 ? 0 : undefined)
      const folder = folderOf(files)
      folders.push(folder)
      await writeAnswers(folder, one)
    }
    expectSameAnswers('check_onnx.py', all, folders)
  })
})

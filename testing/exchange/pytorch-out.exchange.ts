import { describe, it } from 'vitest'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers } from './networks'
import { expectSameAnswers } from './same-answers'

describe('PyTorch exports', () => {
  it('are run by PyTorch with the same outputs', async () => {
    const all = cases()
    const folders: string[] = []
    for (const one of all) {
      const metadata = { spec: one.model.spec, classes: [], invert: false } as const
      const folder = folderOf(encodePytorch(metadata, one.weights))
      folders.push(folder)
      await writeAnswers(folder, one)
    }
    expectSameAnswers('check_pytorch.py', all, folders)
  })
})

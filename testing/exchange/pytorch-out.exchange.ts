import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { cases, writeAnswers } from './networks'
import { runPython } from './python'

const answers = z.array(z.strictObject({ difference: z.number(), sameBest: z.boolean() }))

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
    const found = answers.parse(runPython('check_pytorch.py', folders))
    const worst = found.map(({ difference }, i) => [all[i]?.name, difference] as const)
    worst.sort((a, b) => b[1] - a[1])
    console.log(
      `${all.length} networks; largest difference ${worst[0]?.[1].toExponential(1)} of the outputs' size (${worst[0]?.[0]})`,
    )
    expect(worst.filter(([, difference]) => difference > 1e-4)).toEqual([])
    expect(all.filter((_, i) => !found[i]?.sameBest).map(({ name }) => name)).toEqual([])
  })
})

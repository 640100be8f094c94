import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputValue, Prediction } from '@shared/contract/inspect'
import type { OutputMeaning } from '@shared/model/output/meaning'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../engine/formats/testing/folders'
import { kerasCase } from '../../engine/formats/testing/keras-cases'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

interface Said {
  readonly meaning: OutputMeaning
  readonly images: readonly {
    readonly predictions: readonly Prediction[]
    readonly values: readonly OutputValue[]
  }[]
}

/** Folders of a model and its picture, by the name of what Keras wrote. */
function placed(name: string): { model: string; picture: string; output: readonly number[] } {
  const { files, input, output } = kerasCase(name)
  const folder = temporaryFolder()
  const model = join(folder, 'model')
  mkdirSync(model)
  for (const [file, content] of files) writeFileSync(join(model, file), content)
  const picture = join(folder, 'picture.png')
  const [height, width] = [4, 5]
  const data = Uint8Array.from(input, (value) => Math.round(255 * value))
  const channels = data.length / (height * width)
  writeFileSync(picture, encode({ width, height, channels, depth: 8, data }))
  return { model, picture, output }
}

const say = async (name: string): Promise<Said & { output: readonly number[] }> => {
  const { model, picture, output } = placed(name)
  const said = documentOf(await runCli(['predict', model, picture, '--json'])) as Said
  return { ...said, output }
}

describe('predict, of a model of another program', () => {
  it.each(['softmax', 'softmax-flatten', 'softmax-averages', 'grey-flatten', 'grey-reshape'])(
    'gives Keras’s probabilities of %s',
    async (name) => {
      const { images, output } = await say(name)
      for (const { index, probability } of images[0]?.predictions ?? [])
        expect(probability).toBeCloseTo(output[index] ?? NaN, 5)
      expect(images[0]?.predictions).toHaveLength(output.length)
    },
  )

  it('gives both classes of one sigmoid', async () => {
    const { meaning, images, output } = await say('sigmoid-one')
    expect(meaning).toEqual({ kind: 'binary', given: 'probabilities' })
    const byIndex = [...(images[0]?.predictions ?? [])].sort((a, b) => a.index - b.index)
    expect(byIndex.map(({ label }) => label)).toEqual(['0', '1'])
    expect(byIndex[1]?.probability).toBeCloseTo(output[0] ?? NaN, 5)
    expect(byIndex[0]?.probability).toBeCloseTo(1 - (output[0] ?? NaN), 5)
  })

  it('calls labels labels and values values', async () => {
    const labels = placed('sigmoid-three')
    const { stdout } = await runCli(['predict', labels.model, labels.picture])
    expect(stdout).toMatch(/^label +probability/m)
    expect(stdout).toMatch(/any number of them can be right/)
    const values = placed('linear-one')
    const said = await runCli(['predict', values.model, values.picture])
    expect(said.stdout).toMatch(/^output +value/m)
    expect(said.stdout).toMatch(/is a regression: it gives values and no classes/)
    expect(said.stdout).not.toMatch(/%/)
    const { images, output } = await say('linear-one')
    expect(images[0]?.values[0]?.value).toBeCloseTo(output[0] ?? NaN, 5)
    expect(images[0]?.predictions).toEqual([])
  })
})

describe('evaluate', () => {
  it.each([
    ['sigmoid-three', /labels of their own/],
    ['linear-one', /is a regression/],
  ])('says why %s has no accuracy', async (name, words) => {
    const { model } = placed(name)
    const ran = await runCli(['evaluate', model, '--dataset', 'fashion-mnist', '--json'])
    expect(errorOf(ran)).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(words) as string,
    })
  })
})

describe('lint and export', () => {
  it('follow what a trained model’s outputs mean', async () => {
    const { model } = placed('sigmoid-three')
    const { warnings } = documentOf(await runCli(['lint', model, '--json'])) as {
      warnings: readonly { rule: string }[]
    }
    expect(warnings.map(({ rule }) => rule)).not.toContain('boundedLogits')
    const out = join(model, '..', 'exported')
    await runCli(['export', model, '--format', 'tfjs', '--out', out])
    const { picture, output } = placed('sigmoid-three')
    const said = documentOf(await runCli(['predict', out, picture, '--json'])) as Said
    expect(said.meaning).toEqual({ kind: 'multilabel', given: 'probabilities' })
    for (const { index, probability } of said.images[0]?.predictions ?? [])
      expect(probability).toBeCloseTo(output[index] ?? NaN, 5)
  })
})

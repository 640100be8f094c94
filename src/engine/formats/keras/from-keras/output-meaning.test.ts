import { describe, expect, it } from 'vitest'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { scoresOf } from '@shared/model/output/probabilities'
import { resolveModel } from '@shared/model/resolve'
import { kerasCase } from '../../testing/keras-cases'
import { folderOf } from '../../testing/folders'
import { referenceForward } from '../../testing/reference'
import { readTfjsModel } from '../../tfjs/read'

const CLASSES: OutputMeaning = { kind: 'multiclass', given: 'probabilities' }
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The network as it was read, and its output for the case's picture. */
async function answerTo(name: string) {
  const { files, input, output } = kerasCase(name)
  const { metadata, weights } = await readTfjsModel(folderOf(files))
  const model = resolveModel(metadata.spec)
  const outputs = referenceForward(model, weights, input).get(model.layers.at(-1)?.layer.id ?? '')
  return { metadata, model, outputs: [...(outputs?.data ?? [])], expected: output }
}
const near = (values: readonly number[]): number[] =>
  values.map((value) => expect.closeTo(value, 5) as number)

describe('the outputs of a Keras model', () => {
  it.each<[string, OutputMeaning, (output: readonly number[]) => readonly number[]]>([
    ['softmax', LOGITS, (output) => output],
    ['softmax-flatten', LOGITS, (output) => output],
    ['softmax-dropout', LOGITS, (output) => output],
    ['softmax-linear', LOGITS, (output) => output],
    ['softmax-averages', CLASSES, (output) => output],
    // Without its softmax it would end in sigmoids, which have another meaning.
    ['sigmoid-softmax', CLASSES, (output) => output],
    ['sigmoid-one', { kind: 'binary', given: 'probabilities' }, ([p = NaN]) => [1 - p, p]],
    ['sigmoid-three', { kind: 'multilabel', given: 'probabilities' }, (output) => output],
    ['grey-flatten', LOGITS, (output) => output],
    ['grey-reshape', LOGITS, (output) => output],
    // Where the last layers leave it open, the loss decides.
    ['loss-binary', { kind: 'binary', given: 'logits' }, ([x = NaN]) => [sigmoid(-x), sigmoid(x)]],
    ['loss-labels', { kind: 'multilabel', given: 'logits' }, (output) => output.map(sigmoid)],
    ['loss-categorical', CLASSES, (output) => output],
  ])('of %s mean what Keras’s output says', async (name, meaning, probabilities) => {
    const { metadata, outputs, expected } = await answerTo(name)
    expect(metadata.meaning).toEqual(meaning)
    expect(scoresOf(outputs, meaning).map(({ probability }) => probability)).toEqual(
      near(probabilities(expected)),
    )
    expect(metadata.classes).toEqual(probabilities(expected).map((_, index) => String(index)))
  })

  it.each(['linear-one', 'loss-squared'])('of %s are values of a regression', async (name) => {
    const { metadata, outputs, expected } = await answerTo(name)
    expect(metadata.meaning).toEqual({ kind: 'regression' })
    expect(outputs).toEqual(near(expected))
    expect(metadata.classes).toHaveLength(expected.length)
  })

  it('lose the final softmax, and nothing else', async () => {
    const kinds = async (name: string): Promise<readonly string[]> =>
      (await answerTo(name)).metadata.spec.layers.map(({ kind }) => kind)
    expect(await kinds('softmax-flatten')).toEqual(['flatten', 'dense', 'flatten'])
    expect(await kinds('softmax-dropout')).toEqual(['flatten', 'dense', 'dropout'])
    expect(await kinds('softmax-averages')).toContain('softmax')
    expect(await kinds('sigmoid-softmax')).toEqual(['flatten', 'dense', 'activation', 'softmax'])
  })

  it('of a grey picture without channels are read as of one channel', async () => {
    expect((await answerTo('grey-flatten')).model.inputShape).toEqual([4, 5, 1])
    expect((await answerTo('grey-reshape')).model.inputShape).toEqual([4, 5, 1])
  })
})

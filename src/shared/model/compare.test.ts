import { describe, expect, it } from 'vitest'
import { compareModels, type LayerDifference } from './compare'
import { draftOf, type ModelDraft } from './draft'
import { removeLayers, setFields } from './edit'
import { examine } from './examine'
import { leanDraft } from './lean'
import { preset } from './presets'

const LENET = leanDraft(preset('lenet'))
const compared = (before: ModelDraft, after: ModelDraft): readonly LayerDifference[] =>
  compareModels(examine(before), examine(after))
const differing = (before: ModelDraft, after: ModelDraft): readonly LayerDifference[] =>
  compared(before, after).filter(({ change }) => change !== 'same')

describe('compareModels', () => {
  it('has every layer once, the input first, and no difference between equal networks', () => {
    const rows = compared(LENET, LENET)
    expect(rows.map(({ id }) => id)).toEqual(['input', ...LENET.layers.map(({ id }) => id)])
    expect(differing(LENET, LENET)).toEqual([])
    // Defaults written out say the same.
    expect(differing(LENET, draftOf(preset('lenet')))).toEqual([])
  })

  it('shows every shape, parameter, MAC and byte that a setting changes', () => {
    const [conv1, sigmoid1, pool1, conv2, ...others] = differing(
      LENET,
      setFields(LENET, 'conv1', { channels: 8 }),
    )
    expect(conv1).toMatchObject({
      id: 'conv1',
      fields: [{ name: 'channels', before: '6', after: '8' }],
      parameters: [156, 208],
      macs: [117_600, 156_800],
      activationBytes: [28 * 28 * 6 * 4, 28 * 28 * 8 * 4],
    })
    expect([sigmoid1, pool1].map((row) => [row?.id, row?.change, row?.fields, row?.macs])).toEqual([
      ['sigmoid1', 'changed', [], [0, 0]],
      ['pool1', 'changed', [], [0, 0]],
    ])
    // conv2 gives the same shape, and reads two maps more.
    expect(conv2).toMatchObject({
      id: 'conv2',
      fields: [],
      shapes: [
        [10, 10, 16],
        [10, 10, 16],
      ],
      parameters: [2416, 3216],
      macs: [240_000, 320_000],
    })
    expect(others).toEqual([])
  })

  it('puts removed layers at their former place, and includes the input', () => {
    const rows = compared(LENET, {
      ...removeLayers(LENET, ['pool1']),
      input: { height: 32, width: 32, channels: 1 },
    })
    expect(rows.slice(0, 4).map(({ id, change }) => [id, change])).toEqual([
      ['input', 'changed'],
      ['conv1', 'changed'],
      ['sigmoid1', 'changed'],
      ['pool1', 'removed'],
    ])
    expect(rows[3]).toMatchObject({
      shapes: [[14, 14, 6], undefined],
      parameters: [0, undefined],
      macs: [0, undefined],
      activationBytes: [14 * 14 * 6 * 4, undefined],
    })
  })

  it('distinguishes two layers with the same id', () => {
    const [first] = LENET.layers
    const twice = { ...LENET, layers: first ? [first, first, ...LENET.layers.slice(1)] : [] }
    const rows = compared(LENET, twice)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.find(({ id }) => id === 'conv1-2')?.change).toBe('added')
  })
})

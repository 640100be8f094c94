import { describe, expect, it } from 'vitest'
import { formatDraft, parseDraft, type ModelDraft } from '../draft'
import { inputIds } from '../spec'
import { examine } from '../examine'
import { fitToDataset } from '../fit'
import { leanDraft } from '../lean'
import { preset } from '../presets'
import { moveAfter } from './structure'
import {
  adopt,
  asKind,
  connect,
  copyLayers,
  disconnect,
  insertAfter,
  insertBetween,
  layersFromText,
  newLayer,
  pasteLayers,
  removeLayers,
  renameLayer,
  setFields,
  shift,
} from '.'

const lenet = leanDraft(preset('lenet'))
const ids = (draft: ModelDraft): string[] => draft.layers.map(({ id }) => id)
const inputsOf = (draft: ModelDraft, id: string): readonly string[] =>
  inputIds(
    draft.layers,
    draft.layers.findIndex((layer) => layer.id === id),
  )
/** a → b → c, and c added to a. */
const branched: ModelDraft = {
  name: 'Branches',
  input: { height: 8, width: 8, channels: 3 },
  layers: [
    { id: 'a', kind: 'conv2d', channels: 4, kernel: 1 },
    { id: 'b', kind: 'activation', function: 'relu' },
    { id: 'c', kind: 'conv2d', channels: 4, kernel: 1 },
    { id: 'sum', kind: 'add', inputs: ['a', 'c'] },
    { id: 'average', kind: 'globalAvgPool2d' },
  ],
}

describe('structure', () => {
  it('inserts after a layer: its readers read the new one', () => {
    const next = insertAfter(branched, newLayer(branched, 'batchNorm'), 'a')
    expect(ids(next)).toEqual(['a', 'norm1', 'b', 'c', 'sum', 'average'])
    expect([inputsOf(next, 'b'), inputsOf(next, 'sum')]).toEqual([['norm1'], ['norm1', 'c']])
    // Where the order says it, nothing is written.
    expect(next.layers[2]?.inputs).toBeUndefined()
  })

  it('starts a branch and keeps the readers', () => {
    const next = insertAfter(branched, newLayer(branched, 'conv2d'), 'a', true)
    expect([inputsOf(next, 'conv1'), inputsOf(next, 'b'), inputsOf(next, 'sum')]).toEqual([
      ['a'],
      ['a'],
      ['a', 'c'],
    ])
  })

  it('inserts on one link alone, and first of all', () => {
    const next = insertBetween(branched, newLayer(branched, 'dropout'), 'a', 'sum')
    expect([inputsOf(next, 'sum'), inputsOf(next, 'b')]).toEqual([['dropout1', 'c'], ['a']])
    expect(ids(insertAfter(lenet, newLayer(lenet, 'batchNorm'), 'input'))[0]).toBe('norm1')
  })

  it('removes a layer: its readers read what it read', () => {
    const next = removeLayers(branched, ['a', 'b'])
    expect([inputsOf(next, 'c'), inputsOf(next, 'sum')]).toEqual([['input'], ['input', 'c']])
    expect(removeLayers(lenet, ids(lenet)).layers).toEqual([])
  })

  it('moves a layer along the chain and back again', () => {
    const down = shift(lenet, 'sigmoid1', 1)
    expect(ids(down).slice(0, 4)).toEqual(['conv1', 'pool1', 'sigmoid1', 'conv2'])
    expect(examine(down).faults).toBe(0)
    expect(shift(down, 'sigmoid1', -1)).toEqual(lenet)
    expect(shift(lenet, 'conv1', -1)).toBe(lenet)
    expect(shift(lenet, 'dense3', 1)).toBe(lenet)
    expect(() => moveAfter(branched, 'sum', 'a')).toThrow(/before a layer that it reads/)
  })

  it('connects, puts layers in order, and refuses a cycle', () => {
    const free = {
      ...branched,
      layers: [
        ...branched.layers,
        { id: 'side', kind: 'conv2d', channels: 4, kernel: 1, inputs: ['input'] },
      ],
    }
    const next = connect(free, 'side', 'c')
    expect(inputsOf(next, 'c')).toEqual(['side'])
    expect(ids(next)).toEqual(['a', 'b', 'side', 'c', 'sum', 'average'])
    expect(() => connect(branched, 'sum', 'a')).toThrow(/cycle/)
    expect(() => connect(branched, 'a', 'a')).toThrow(/cycle/)
    expect(inputsOf(connect(branched, 'b', 'sum'), 'sum')).toEqual(['a', 'c', 'b'])
    expect(inputsOf(disconnect(branched, 'a', 'sum'), 'sum')).toEqual(['c'])
  })
})

describe('layers', () => {
  it('are renamed, with the links of their readers', () => {
    const next = renameLayer(branched, 0, 'first')
    expect([ids(next)[0], inputsOf(next, 'sum'), inputsOf(next, 'b')]).toEqual([
      'first',
      ['first', 'c'],
      ['first'],
    ])
  })

  it('are copied with their own links and new ids', () => {
    const text = JSON.stringify({ layers: copyLayers(branched, ['b', 'c', 'sum']) })
    const { draft, ids: added } = pasteLayers(branched, layersFromText(text) ?? [], 'average')
    expect(added).toEqual(['b1', 'c1', 'sum1'])
    expect([inputsOf(draft, 'b1'), inputsOf(draft, 'c1'), inputsOf(draft, 'sum1')]).toEqual([
      ['average'],
      ['b1'],
      ['average', 'c1'],
    ])
    expect(layersFromText('hello')).toBeUndefined()
    expect(layersFromText('{"layers":[1]}')).toBeUndefined()
  })

  it('change their kind and keep what both kinds have', () => {
    expect(asKind({ id: 'p', kind: 'maxPool2d', window: 3, stride: 2 }, 'avgPool2d')).toEqual({
      id: 'p',
      kind: 'avgPool2d',
      window: 3,
      stride: 2,
    })
    expect(asKind({ id: 'a', kind: 'conv2d', channels: 9, kernel: 3 }, 'dense')).toEqual({
      id: 'a',
      kind: 'dense',
      units: 10,
    })
  })

  it('lose a parameter that is set to nothing', () => {
    expect(setFields(branched, 'a', { channels: 8, kernel: undefined }).layers[0]).toEqual({
      id: 'a',
      kind: 'conv2d',
      channels: 8,
    })
  })
})

describe('text', () => {
  it('has one layer a line and comes back the same', () => {
    for (const id of ['lenet', 'resnet18'] as const) {
      const draft = leanDraft(preset(id))
      const text = formatDraft(draft)
      expect(text.split('\n')).toHaveLength(draft.layers.length + 7)
      expect(parseDraft(JSON.parse(text))).toEqual(draft)
      expect(examine(draft).spec).toEqual(preset(id))
    }
  })

  it('keeps how layers were written where a changed network says the same', () => {
    const fitted = fitToDataset(preset('lenet'), { height: 32, width: 32, channels: 3, classes: 7 })
    const next = adopt(lenet, fitted)
    expect(next.layers.slice(0, -1)).toEqual(lenet.layers.slice(0, -1))
    expect(next.layers.at(-1)).toEqual({ id: 'dense3', kind: 'dense', units: 7 })
  })
})

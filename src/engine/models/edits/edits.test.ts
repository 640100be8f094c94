import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILTER_CHANGES, type Edit } from '@shared/contract/probe'
import { preset } from '@shared/model/presets'
import { parseModelSpec } from '@shared/model/spec'
import { exportedWeights } from '../export'
import { pseudoRandom, pseudoWeights } from '../../formats/testing/arbitrary-model'
import { forwardInput } from '../../inspect'
import type { LoadedModel } from '../loaded-model'
import {
  changeCopy,
  beginCopy,
  discardCopy,
  edited,
  editedCopy,
  editJournals,
  reviveCopy,
} from '../sources/edited'
import { untrained } from '../untrained'
import { EditedCopy } from './edited-copy'
import { readFilter } from './filter'

const fresh = untrained(preset('lenet'), { ref: 'preset:lenet', origin: 'preset' })
const lenet: LoadedModel = { ...fresh, weights: pseudoWeights(fresh.model) }
const picture = pseudoRandom(784, 4).map((value) => Math.abs(value) % 1)
const logitsOf = async (loaded: LoadedModel): Promise<Float32Array> =>
  (await forwardInput(loaded, picture)).outputs.get('dense3')!.data
const bits = (values: Float32Array): number[] => [
  ...new Uint32Array(values.buffer, values.byteOffset, values.length),
]

const channelsOf = {
  conv1: 6,
  sigmoid1: 6,
  conv2: 16,
  pool2: 16,
  flatten: 400,
  dense1: 120,
  dense3: 10,
} as const
const silence = fc
  .constantFrom(...(Object.keys(channelsOf) as (keyof typeof channelsOf)[]))
  .chain((layer) =>
    fc.record({
      kind: fc.constant('silence' as const),
      layer: fc.constant(layer),
      channel: fc.nat(channelsOf[layer] - 1),
      off: fc.boolean(),
    }),
  )
const change = fc.record({
  kind: fc.constant('change' as const),
  layer: fc.constantFrom('conv1', 'conv2'),
  channel: fc.nat(5),
  change: fc.constantFrom(...FILTER_CHANGES),
})
const numbers = fc.record({
  kind: fc.constant('numbers' as const),
  layer: fc.constant('conv1'),
  channel: fc.nat(5),
  weight: fc
    .array(fc.float({ noNaN: true, min: -3, max: 3 }), { minLength: 25, maxLength: 25 })
    .map((values) => Float32Array.from(values)),
  bias: fc.float({ noNaN: true, min: -1, max: 1 }),
})
const edit: fc.Arbitrary<Edit> = fc.oneof(silence, change, numbers)

describe('an edited copy', () => {
  it('is restored bit for bit by undo and redo, after any edits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(6), { maxLength: 6 }),
        async (edits, walks) => {
          const copy = new EditedCopy('edited:test', lenet)
          const logits = [bits(await logitsOf(copy.loaded))]
          for (const each of edits) {
            copy.apply(each)
            logits.push(bits(await logitsOf(copy.loaded)))
          }
          for (const walk of [...walks, 0]) {
            const position = Math.min(walk, edits.length)
            copy.rewind(position)
            expect(bits(await logitsOf(copy.loaded))).toEqual(logits[position])
          }
          for (const [name, { data }] of lenet.weights)
            expect(bits(copy.loaded.weights.get(name)!.data), name).toEqual(bits(data))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('never changes the model from which it was copied', async () => {
    const before = new Map([...lenet.weights].map(([name, { data }]) => [name, bits(data)]))
    const copy = new EditedCopy('edited:test', lenet)
    copy.apply({
      kind: 'numbers',
      layer: 'conv1',
      channel: 0,
      weight: new Float32Array(25).fill(9),
      bias: 1,
    })
    copy.apply({ kind: 'silence', layer: 'conv2', channel: 3, off: true })
    for (const [name, { data }] of lenet.weights) expect(bits(data), name).toEqual(before.get(name))
    expect(lenet.silenced).toBeUndefined()
  })

  it('has zeros in a channel that is switched off, and the other channels unchanged', async () => {
    const copy = new EditedCopy('edited:test', lenet)
    copy.apply({ kind: 'silence', layer: 'sigmoid1', channel: 2, off: true })
    const [was, is] = [await forwardInput(lenet, picture), await forwardInput(copy.loaded, picture)]
    const [before, after] = [was.outputs.get('sigmoid1')!.data, is.outputs.get('sigmoid1')!.data]
    after.forEach((value, i) => expect(value).toBe(i % 6 === 2 ? 0 : before[i]))
    expect(is.outputs.get('conv1')).toEqual(was.outputs.get('conv1'))
    expect(is.predictions).not.toEqual(was.predictions)
  })

  it('turns, mirrors and changes kernels as drawn', () => {
    const copy = new EditedCopy('edited:test', lenet)
    const before = readFilter(lenet.weights, 'conv1', 1).weight
    const cell = (row: number, column: number): number =>
      copy.loaded.weights.get('conv1.weight')!.data[(row * 5 + column) * 6 + 1] ?? NaN
    copy.apply({ kind: 'change', layer: 'conv1', channel: 1, change: 'rotate' })
    expect(cell(0, 4)).toBe(before[0])
    expect(cell(4, 4)).toBe(before[4])
    copy.apply({ kind: 'change', layer: 'conv1', channel: 1, change: 'restore' })
    copy.apply({ kind: 'change', layer: 'conv1', channel: 1, change: 'mirror' })
    expect(cell(0, 4)).toBe(before[0])
    expect(copy.describe()).toMatchObject({
      base: 'preset:lenet',
      position: 3,
      edits: [
        { kind: 'rotate' },
        { kind: 'restore' },
        { kind: 'mirror', layer: 'conv1', channel: 1 },
      ],
    })
  })

  it('forgets undone edits when it is edited again', () => {
    const copy = new EditedCopy('edited:test', lenet)
    copy.apply({ kind: 'change', layer: 'conv1', channel: 0, change: 'zero' })
    copy.apply({ kind: 'change', layer: 'conv1', channel: 1, change: 'zero' })
    copy.rewind(1)
    copy.apply({ kind: 'silence', layer: 'conv1', channel: 5, off: true })
    expect(copy.describe().edits.map(({ kind, channel }) => [kind, channel])).toEqual([
      ['zero', 0],
      ['silence', 5],
    ])
    expect(() => copy.rewind(3)).toThrow(/2 edits/)
  })

  it.each<[Edit, RegExp]>([
    [{ kind: 'silence', layer: 'ghost', channel: 0, off: true }, /no layer "ghost"/],
    [{ kind: 'silence', layer: 'conv1', channel: 6, off: true }, /0 … 5/],
    [{ kind: 'change', layer: 'pool1', channel: 0, change: 'zero' }, /no filters/],
    [{ kind: 'change', layer: 'dense1', channel: 0, change: 'rotate' }, /kernels of a convolution/],
    [
      { kind: 'numbers', layer: 'conv1', channel: 0, weight: new Float32Array(24), bias: 0 },
      /25 numbers/,
    ],
    [
      {
        kind: 'numbers',
        layer: 'conv1',
        channel: 0,
        weight: new Float32Array(25).fill(NaN),
        bias: 0,
      },
      /finite/,
    ],
  ])('refuses %j and stays unchanged', (wrong, message) => {
    const copy = new EditedCopy('edited:test', lenet)
    expect(() => copy.apply(wrong)).toThrow(message)
    expect(copy.describe()).toMatchObject({ edits: [], position: 0 })
    for (const [name, { data }] of lenet.weights)
      expect(copy.loaded.weights.get(name)?.data).toEqual(data)
  })

  it('is a model of the catalogue until it is discarded', async () => {
    const { ref } = beginCopy(lenet)
    const id = ref.replace('edited:', '')
    const version = await edited.version(id)
    changeCopy(ref, (copy) =>
      copy.apply({ kind: 'silence', layer: 'conv1', channel: 0, off: true }),
    )
    expect(await edited.version(id)).not.toBe(version)
    expect((await edited.load(id)).entry).toMatchObject({
      ref,
      origin: 'edited',
      title: lenet.entry.title,
    })
    expect((await edited.list()).map((entry) => entry.ref)).toContain(ref)
    discardCopy(ref)
    await expect(edited.load(id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a copy whose engine has ended', () => {
  const edits: readonly Edit[] = [
    { kind: 'change', layer: 'conv1', channel: 1, change: 'rotate' },
    { kind: 'silence', layer: 'pool1', channel: 2, off: true },
    {
      kind: 'numbers',
      layer: 'conv1',
      channel: 1,
      weight: new Float32Array(25).fill(0.25),
      bias: 1,
    },
    { kind: 'change', layer: 'dense3', channel: 0, change: 'negate' },
  ]

  it('is made again bit for bit, with undo and redo, under its own name', () => {
    const first = beginCopy(lenet)
    for (const edit of edits) changeCopy(first.ref, (copy) => copy.apply(edit))
    changeCopy(first.ref, (copy) => copy.rewind(3))
    const journal = editJournals().find(({ model }) => model === first.ref)!
    expect(journal).toMatchObject({ base: 'preset:lenet', edits, position: 3 })
    discardCopy(first.ref)
    const again = reviveCopy(structuredClone(journal), lenet)
    expect(again.describe()).toEqual(first.describe())
    for (const position of [3, 4, 0]) {
      for (const copy of [first, again]) copy.rewind(position)
      for (const [name, { data }] of first.loaded.weights)
        expect(again.loaded.weights.get(name)?.data).toEqual(data)
    }
    expect(editedCopy(first.ref)).toBe(again)
    discardCopy(first.ref)
  })

  it('is left unchanged if it still exists, and refused under another kind of name', () => {
    const { ref } = beginCopy(lenet)
    const journal = { model: ref, base: 'preset:lenet', baseDigest: '', edits, position: 4 }
    expect(reviveCopy(journal, lenet)).toBe(editedCopy(ref))
    expect(editedCopy(ref).describe().edits).toEqual([])
    discardCopy(ref)
    expect(() => reviveCopy({ ...journal, model: 'run:one' }, lenet)).toThrow(
      'names no edited copy',
    )
  })

  it('reports whether the model from which it was copied still computes the same', () => {
    const { ref } = beginCopy(lenet)
    const [journal] = editJournals()
    discardCopy(ref)
    const trainedOn: LoadedModel = {
      ...lenet,
      weights: new Map(lenet.weights).set('dense3.bias', {
        shape: [10],
        data: new Float32Array(10).fill(0.5),
      }),
    }
    expect(reviveCopy(journal!, trainedOn).describe().baseDigest).not.toBe(journal!.baseDigest)
    discardCopy(ref)
    expect(reviveCopy(journal!, { ...lenet }).describe().baseDigest).toBe(journal!.baseDigest)
    discardCopy(ref)
  })
})

describe('weights for files', () => {
  const foldable = fc.constantFrom(
    'conv1',
    'conv2',
    'dense1',
    'dense2',
    'dense3',
    'pool2',
    'flatten',
    'sigmoid3',
    'sigmoid4',
    'sigmoid2',
  )

  it('give without switches the same outputs as the copy with them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(foldable, fc.nat(9)), { minLength: 1, maxLength: 3 }),
        async (switched) => {
          const copy = new EditedCopy('edited:test', lenet)
          for (const [layer, channel] of switched)
            copy.apply({
              kind: 'silence',
              layer,
              channel: layer === 'conv1' ? channel % 6 : channel,
              off: true,
            })
          const { silenced: _, ...plain } = copy.loaded
          const [expected, found] = [
            await logitsOf(copy.loaded),
            await logitsOf({
              ...plain,
              entry: { ...plain.entry, ref: 'edited:plain' },
              weights: exportedWeights(copy.loaded),
            }),
          ]
          expected.forEach((logit, i) => expect(found[i]).toBeCloseTo(logit, 5))
        },
      ),
      { numRuns: 15 },
    )
  })

  it('handle groups, and are refused if a later layer would notice the difference', async () => {
    const spec = parseModelSpec({
      name: 'groups',
      input: { height: 6, width: 6, channels: 1 },
      layers: [
        { id: 'a', kind: 'conv2d', channels: 4, kernel: 1 },
        { id: 'b', kind: 'activation', function: 'relu' },
        { id: 'c', kind: 'conv2d', channels: 6, kernel: 3, groups: 2 },
        { id: 'd', kind: 'batchNorm' },
        { id: 'e', kind: 'globalAvgPool2d' },
      ],
    })
    const base = untrained(spec, { ref: 'preset:groups', origin: 'preset' })
    const grouped = { ...base, weights: pseudoWeights(base.model) }
    const copy = new EditedCopy('edited:groups', grouped)
    copy.apply({ kind: 'silence', layer: 'b', channel: 3, off: true })
    const small = pseudoRandom(36, 8)
    const answer = async (loaded: LoadedModel) =>
      (await forwardInput(loaded, small)).outputs.get('e')!.data
    const { silenced: _, ...plain } = copy.loaded
    expect(
      await answer({
        ...plain,
        entry: { ...plain.entry, ref: 'edited:plain' },
        weights: exportedWeights(copy.loaded),
      }),
    ).toEqual(await answer(copy.loaded))
    copy.rewind(0)
    copy.apply({ kind: 'silence', layer: 'd', channel: 0, off: true })
    expect(() => exportedWeights(copy.loaded)).toThrow(/the network.s output/)
  })
})

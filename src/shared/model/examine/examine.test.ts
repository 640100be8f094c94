import { lint } from '../lint'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LAYER_KINDS } from '../../layers'
import { emptyDraft, type DraftLayer, type ModelDraft } from '../draft'
import { leanDraft } from '../lean'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel } from '../resolve'
import { summarise } from '../summary'
import { examine } from '.'

const draftWith = (layers: readonly DraftLayer[], side = 28): ModelDraft => ({
  name: 'Test',
  input: { height: side, width: side, channels: 1 },
  layers,
})
const conv = (id: string, more: object = {}): DraftLayer => ({
  id,
  kind: 'conv2d',
  channels: 4,
  kernel: 3,
  ...more,
})
const END: DraftLayer = { id: 'average', kind: 'globalAvgPool2d' }

const problemsOf = (draft: ModelDraft) =>
  examine(draft).layers.flatMap(({ raw, problems }) =>
    problems.map(({ code }) => `${raw.id}: ${code}`),
  )

describe('a valid network', () => {
  it.each(ALL_PRESET_IDS)('%s has no fault, and the numbers of the strict summary', (id) => {
    const spec = preset(id)
    const found = examine(leanDraft(spec))
    const strict = summarise(resolveModel(spec))
    expect(found.faults).toBe(0)
    expect(found.spec).toEqual(spec)
    expect(found.layers.map(({ summary }) => summary)).toEqual(strict.layers)
    expect(found.totals).toEqual(strict.totals)
  })
})

describe('a fault', () => {
  it('is reported at its layer, and the rest is still computed', () => {
    const found = examine(
      draftWith([conv('a'), conv('b', { kernel: 0 }), conv('c', { channels: 8 }), END]),
    )
    expect(found.layers.map(({ problems }) => problems.length)).toEqual([0, 1, 0, 0])
    expect(found.layers.map(({ outputShape }) => outputShape)).toEqual([
      [26, 26, 4],
      [26, 26, 4],
      [24, 24, 8],
      [8],
    ])
    expect(found.layers.map(({ assumed }) => assumed)).toEqual([false, true, true, true])
    expect(found.spec).toBeUndefined()
  })

  it('of a kernel on a small map offers padding and a kernel that fits, in the issue’s own numbers', () => {
    const [layer] = examine(draftWith([conv('a', { kernel: 5 }), END], 4)).layers
    const [problem] = layer?.problems ?? []
    expect(problem).toMatchObject({ code: 'windowTooLarge', values: { kernel: '5', input: '4×4' } })
    expect(problem?.fixes.map(({ code, values }) => [code, values])).toEqual([
      ['pad', { padding: '1' }],
      ['useKernel', { size: '4' }],
      ['remove', { layer: 'a' }],
    ])
  })

  it('of a kernel on a padded map names the missing padding and adds that much', () => {
    const draft = draftWith([conv('a', { kernel: 9, padding: 1 }), END], 4)
    const [problem] = examine(draft).layers[0]?.problems ?? []
    expect(problem).toMatchObject({
      code: 'windowTooLarge',
      values: { kernel: '9', input: '6×6', padding: 1 },
    })
    expect(problem?.fixes[0]).toMatchObject({ code: 'padMore', values: { padding: '2' } })
    const repaired = problem?.fixes[0]?.apply(draft)
    expect(repaired?.layers[0]).toMatchObject({ padding: 3 })
    expect(repaired && examine(repaired).faults).toBe(0)
  })

  it.each<[string, readonly DraftLayer[], readonly string[]]>([
    ['an unknown kind', [{ id: 'a', kind: 'conv3d' }, END], ['a: unknownKind']],
    ['a parameter that the kind lacks', [conv('a', { units: 3 }), END], ['a: field']],
    ['text for a number', [conv('a', { channels: 'many' }), END], ['a: field']],
    ['an id used twice', [conv('a'), conv('a'), END], ['a: duplicateId']],
    ['the id of the input', [conv('input'), END], ['input: reservedId']],
    ['an id with a space', [conv('a b'), END], ['a b: field']],
    ['an input that does not exist', [conv('a', { inputs: ['x'] }), END], ['a: missingInput']],
    [
      'an input that comes later',
      [conv('a', { inputs: ['b'] }), conv('b', { inputs: ['input'] }), END],
      ['a: laterInput'],
    ],
    ['a map for a dense layer', [{ id: 'd', kind: 'dense', units: 3 }], ['d: needsVector']],
    ['a vector for a convolution', [{ id: 'f', kind: 'flatten' }, conv('a'), END], ['a: needsMap']],
    [
      'two inputs for a convolution',
      [conv('a'), conv('b', { inputs: ['a', 'input'] }), END],
      ['b: needsOneInput'],
    ],
    [
      'one input for an addition',
      [conv('a'), { id: 's', kind: 'add' }, END],
      ['s: needsTwoInputs'],
    ],
    [
      'unequal shapes to add',
      [conv('a'), { id: 's', kind: 'add', inputs: ['a', 'input'] }, END],
      ['s: addShapes'],
    ],
    [
      'maps of two sizes side by side',
      [conv('a'), { id: 's', kind: 'concat', inputs: ['a', 'input'] }, END],
      ['s: concatSizes'],
    ],
    [
      'groups that don’t divide',
      [conv('a', { channels: 6 }), conv('b', { groups: 4 }), END],
      ['b: groups'],
    ],
    [
      'a window in the padding',
      [{ id: 'p', kind: 'maxPool2d', window: 2, padding: 2 }, END],
      ['p: poolPadding'],
    ],
  ])('%s is reported, and its first fix fixes it', (_, layers, expected) => {
    const draft = draftWith(layers)
    expect(problemsOf(draft)).toEqual(expected)
    const [problem] = examine(draft).layers.flatMap(({ problems }) => problems)
    const repaired = problem?.fixes[0]?.apply(draft)
    const left = repaired ? problemsOf(repaired).filter((each) => each === expected[0]) : ['no fix']
    expect(left).toEqual([])
  })

  it('in the padding has a fix that keeps the sides that are valid', () => {
    const padded = (padding: unknown) =>
      draftWith([{ id: 'p', kind: 'maxPool2d', window: [3, 4], padding }, END])
    const fixed = (padding: unknown): unknown => {
      const draft = padded(padding)
      const [problem] = examine(draft).layers.flatMap(({ problems }) => problems)
      return problem?.fixes[0]?.apply(draft).layers[0]?.padding
    }
    expect(fixed([0, 9])).toEqual([0, 2])
    expect(fixed([2, 9])).toEqual(2)
    expect(
      fixed([
        [0, 7],
        [3, 0],
      ]),
    ).toEqual([
      [0, 1],
      [3, 0],
    ])
  })

  it('of the end is none: a network may end in a map, and the warning’s fix gives it logits', () => {
    const found = examine(draftWith([conv('a')]))
    expect([found.faults, found.model?.classes]).toEqual([0, 0])
    const [warning] = lint(found.model!).filter(({ rule }) => rule === 'endsInMap')
    expect(warning?.layers).toEqual(['a'])
    expect(resolveModel(warning!.fix()!.spec).classes).toBe(10)
    expect(examine(emptyDraft).problems.map(({ code }) => code)).toEqual(['empty'])
  })

  it('of the input names its side', () => {
    const draft = { ...draftWith([conv('a'), END]), input: { height: 0, width: 1.5, channels: 1 } }
    expect(examine(draft).problems.map(({ field }) => field)).toEqual([
      'input.height',
      'input.width',
    ])
  })
})

describe('anything at all', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'input', 'nowhere')
  const value = fc.oneof(
    fc.integer({ min: -3, max: 9 }),
    fc.constantFrom('same', 'relu', null, true),
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  )
  const layer = fc.record(
    {
      id: word,
      kind: fc.oneof(fc.constantFrom(...LAYER_KINDS), fc.constant('other')),
      inputs: fc.array(word, { minLength: 1, maxLength: 3 }),
      channels: value,
      kernel: value,
      window: value,
      stride: value,
      padding: value,
      units: value,
      function: value,
      groups: value,
    },
    { requiredKeys: ['id', 'kind'] },
  )
  const draft = fc.record({
    name: fc.string(),
    input: fc.record({
      height: fc.integer({ min: -1, max: 12 }),
      width: fc.integer({ min: 0, max: 12 }),
      channels: fc.integer({ min: 0, max: 4 }),
    }),
    layers: fc.array(layer, { maxLength: 6 }),
  })

  it('is examined without an exception; it is a network exactly where it has no faults', () => {
    fc.assert(
      fc.property(draft, (given) => {
        const found = examine(given)
        expect(found.layers).toHaveLength(given.layers.length)
        expect(found.spec !== undefined).toBe(found.faults === 0)
      }),
      { numRuns: 500 },
    )
  })

  it('can take every offered fix', () => {
    fc.assert(
      fc.property(draft, (given) => {
        const found = examine(given)
        for (const { fixes } of [
          ...found.problems,
          ...found.layers.flatMap(({ problems }) => problems),
        ]) {
          for (const fix of fixes) {
            try {
              examine(fix.apply(found.draft))
            } catch (error) {
              // A link that would close a cycle is refused with a message.
              expect((error as { code?: string }).code).toBe('invalid-argument')
            }
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

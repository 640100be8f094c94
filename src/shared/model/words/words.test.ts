import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examine } from '../examine'
import { lint } from '../lint'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'
import { ENGLISH } from './english'
import { findingText, findingTitle, fixText, warningFixText, problemText } from './texts'

describe('English sentences', () => {
  it.each(ALL_PRESET_IDS)(
    'have every place filled, of all warnings of %s and their fixes',
    (id) => {
      for (const finding of lint(resolveModel(preset(id)))) {
        const fix = finding.fix()
        const said = [
          findingTitle(ENGLISH, finding),
          findingText(ENGLISH, finding),
          ...(fix ? [warningFixText(ENGLISH, fix)] : []),
        ]
        for (const sentence of said) expect(sentence).toMatch(/^[^{}|]+$/)
      }
    },
  )

  it.each<ModelSpec['layers'][number]>([
    { id: 'end', kind: 'softmax' },
    { id: 'end', kind: 'activation', function: 'tanh' },
    { id: 'end', kind: 'activation', function: 'relu' },
  ])('have every place filled, of a $kind $function on the logits', (end) => {
    const spec = preset('lenet-relu')
    const [finding] = lint(resolveModel({ ...spec, layers: [...spec.layers, end] })).filter(
      ({ layers }) => layers[0] === 'end',
    )
    const fix = finding?.fix()
    if (!finding || !fix) throw new Error('nothing found')
    for (const sentence of [
      findingTitle(ENGLISH, finding),
      findingText(ENGLISH, finding),
      warningFixText(ENGLISH, fix),
    ])
      expect(sentence).toMatch(/^[^{}|]+$/)
  })

  it('have every place filled, of the faults of a network and their fixes', () => {
    const spec = preset('lenet')
    const broken = {
      ...spec,
      input: { ...spec.input, height: 3 },
      layers: [
        ...spec.layers.map((layer) => ({ ...layer, padding: 1, window: 'x' })),
        { id: 'conv1', kind: 'conv9', inputs: ['nobody'] },
      ],
    }
    const { layers } = examine(broken)
    const problems = layers.flatMap((layer) => layer.problems)
    expect(problems.length).toBeGreaterThan(5)
    for (const problem of problems) {
      for (const sentence of [
        problemText(ENGLISH, problem),
        ...problem.fixes.map((fix) => fixText(ENGLISH, fix)),
      ])
        expect(sentence).not.toMatch(/\{\w+\}/)
    }
  })

  it('take the form for one or for several', () => {
    expect(ENGLISH.say('warningFixes.slimKernels', { after: '5×5' }, 1)).toMatch(
      /^A shorter kernel in one layer .*5×5\.$/,
    )
    expect(ENGLISH.say('warningFixes.slimKernels', { after: '5×5' }, 3)).toMatch(
      /^Shorter kernels in 3 layers .*5×5\.$/,
    )
  })

  it('write numbers with separators, a true minus and a dash for none', () => {
    expect([
      ENGLISH.integer(1234567),
      ENGLISH.decimal(-0.5, 2),
      ENGLISH.decimal(null, 2),
      ENGLISH.decimal(NaN, 2),
      ENGLISH.percent(0.1234, 1),
    ]).toEqual(['1,234,567', '−0.50', '–', '–', '12.3%'])
  })

  it('leave a value as it is, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (layer) => {
        expect(ENGLISH.say('problems.missingInput', { input: layer })).toBe(
          `It reads “${layer}”, which does not exist.`,
        )
      }),
    )
  })
})

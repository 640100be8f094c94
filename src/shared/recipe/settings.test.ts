import { describe, expect, it } from 'vitest'
import { OPTIMIZERS, optimizerOf, optimizerSchema, slotsOf, suitedRate } from './optimizers'
import { SCHEDULES, scheduledRate, scheduleSchema } from './schedules'
import { SETTINGS, settingsOf, startOf } from './settings'

const kinds = [...OPTIMIZERS, ...SCHEDULES]

describe('settings of optimizers and schedules', () => {
  it.each(kinds)(
    'of $kind mean the same in every other kind that has them',
    ({ kind, settings }) => {
      expect(settingsOf(kind)).toEqual(Object.keys(settings))
      for (const [name, setting] of Object.entries(settings))
        expect(setting).toBe(SETTINGS[name as keyof typeof SETTINGS])
    },
  )

  it.each(kinds)('of $kind start with values that its schema accepts', ({ kind, schema }) => {
    const starts = Object.fromEntries(settingsOf(kind).map((name) => [name, startOf(name)]))
    expect(schema.parse({ kind, ...starts })).toEqual({ kind, ...starts })
  })

  it('are refused where a kind has no such setting', () => {
    expect(optimizerSchema.safeParse({ kind: 'adam', momentum: 0.9 }).success).toBe(false)
    expect(scheduleSchema.safeParse({ kind: 'constant', factor: 0.5 }).success).toBe(false)
  })
})

describe('an optimizer', () => {
  it.each([
    ['sgd', []],
    ['adam', ['mean', 'square']],
    ['adamw', ['mean', 'square']],
    ['rmsprop', ['square']],
  ] as const)('%s keeps %j for every weight', (kind, slots) => {
    expect(slotsOf(optimizerOf(kind))).toEqual(slots)
  })

  it('keeps a velocity where it has momentum', () => {
    const withMomentum = (kind: 'sgd' | 'rmsprop') =>
      slotsOf({ ...optimizerOf(kind), momentum: 0.9 } as ReturnType<typeof optimizerOf>)
    expect(withMomentum('sgd')).toEqual(['velocity'])
    expect(withMomentum('rmsprop')).toEqual(['square', 'velocity'])
  })

  it('has a rate of its own where the chapter’s does not suit it', () => {
    expect(OPTIMIZERS.map(({ kind }) => suitedRate(kind))).toEqual([undefined, 0.001, 0.001, 0.001])
  })
})

it.each([
  [{ kind: 'constant' } as const, [0.8, 0.8, 0.8]],
  [{ kind: 'step', everyEpochs: 2, factor: 0.5 } as const, [0.8, 0.4, 0.2]],
  [{ kind: 'exponential', factor: 0.5 } as const, [0.8, 0.2, 0.05]],
])('the rate of $kind after 0, 2 and 4 epochs', (schedule, rates) => {
  const position = { learningRate: 0.8, epochs: 10, stepsPerEpoch: 100 }
  rates.forEach((rate, index) =>
    expect(scheduledRate(schedule, { ...position, step: 200 * index })).toBeCloseTo(rate, 12),
  )
})

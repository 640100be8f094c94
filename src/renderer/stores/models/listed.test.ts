import { describe, expect, it } from 'vitest'
import type { ModelEntry } from '@shared/contract/models'
import { LOGITS } from '@shared/model/output/meaning'
import type { RunInfo } from '@shared/contract/training'
import { withRun } from './listed'

const entry: ModelEntry = {
  ...{
    ref: 'run:one',
    title: 'LeNet',
    origin: 'run',
    trained: false,
    parameters: 1,
    inputShape: [28, 28, 1],
    meaning: LOGITS,
    classes: [],
    modified: 5,
  },
}
const run = {
  ...{ id: 'one', title: 'LeNet, renamed', checkpointStep: 235, modified: 9, recipe: {} },
  last: {
    type: 'epoch',
    epoch: 1,
    step: 235,
    trainLoss: 1,
    trainAccuracy: 0.7,
    testLoss: 1,
    testAccuracy: 0.75,
  },
} as unknown as RunInfo

describe('a run’s entry', () => {
  it('has the test accuracy of the best weights, once it was read', () => {
    const best = { epoch: 1, step: 235, validationLoss: 1, validationAccuracy: 0.6 }
    const validated = { ...run, recipe: { validation: { from: 'own' } }, best } as RunInfo
    const going = withRun(entry, validated)
    expect(going.testAccuracy).toBeUndefined()
    expect(going).toMatchObject({ weights: { which: 'best', epoch: 1 }, validationAccuracy: 0.6 })
    const done = withRun(entry, { ...validated, test: { loss: 1, accuracy: 0.5 } })
    expect(done.testAccuracy).toBe(0.5)
    const last = { ...entry, ref: 'run:one@last', title: 'LeNet' }
    expect(withRun(last, validated)).toEqual({ ...last, title: 'LeNet, renamed' })
  })

  it('follows the run', () => {
    expect(withRun(entry, run)).toMatchObject({
      title: 'LeNet, renamed',
      trained: true,
      testAccuracy: 0.75,
      modified: 9,
    })
  })

  it('keeps what the list says where the run says nothing, and leaves others alone', () => {
    expect(withRun({ ...entry, testAccuracy: 0.6 }, { ...run, last: undefined }).testAccuracy).toBe(
      0.6,
    )
    expect(withRun({ ...entry, ref: 'run:two' }, run).title).toBe('LeNet')
    expect(withRun(entry, undefined)).toBe(entry)
  })
})

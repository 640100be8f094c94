import { describe, expect, it } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import { toCsv } from './csv'
import { epoch, progress, validated } from './testing/events'

describe('CSV', () => {
  it('has every point with all its digits, quoted as RFC 4180 says', () => {
    const done: TrainEvent = {
      type: 'done',
      trainLoss: 1,
      trainAccuracy: 1,
      testLoss: 1,
      testAccuracy: 1,
      examplesPerSecond: 1,
      device: 'CPU',
      run: 'a',
    }
    const csv = toCsv([
      {
        id: 'a',
        title: 'LeNet, "mine"',
        events: [
          progress(47, 0.123456789),
          progress(94, null),
          { ...epoch(1, 0.1), testTop5: 0.6 } as TrainEvent,
          done,
        ],
      },
    ])
    expect(csv.split('\r\n')).toEqual([
      'run,title,type,epoch,step,train_loss,train_accuracy,test_loss,test_accuracy,learning_rate,examples_per_second,test_top5',
      'a,"LeNet, ""mine""",progress,1,47,0.123456789,0.5,,,0.9,9000.5,',
      'a,"LeNet, ""mine""",progress,1,94,,0.5,,,0.9,9000.5,',
      'a,"LeNet, ""mine""",epoch,1,235,1,0.5,1.5,0.1,,,0.6',
      '',
    ])
  })

  it('has columns for a validation part where a run has one', () => {
    const runs = [
      { id: 'a', title: 'A', events: [progress(47, 0.5), validated(1, 0.25)] },
      { id: 'b', title: 'B', events: [epoch(1, 0.1)] },
    ]
    const rows = toCsv(runs).trimEnd().split('\r\n')
    expect(rows[0]).toMatch(/examples_per_second,test_top5,validation_loss,validation_accuracy$/)
    expect(rows.slice(1)).toEqual([
      'a,A,progress,1,47,0.5,0.5,,,0.9,9000.5,,,',
      'a,A,epoch,1,235,1,0.5,,,,,,1,0.25',
      'b,B,epoch,1,235,1,0.5,1.5,0.1,,,,,',
    ])
  })
})

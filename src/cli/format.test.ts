import { describe, expect, it } from 'vitest'
import { clock } from '@shared/math/clock'
import { bytes, grouped, metric, percent } from './format'
import { describe as describeProgress, StatusLine } from './progress'
import { table } from './table'

describe('numbers for people', () => {
  it('groups digits, scales bytes and writes time', () => {
    expect(grouped(61706)).toBe('61,706')
    expect([bytes(0), bytes(1023), bytes(47_040_016), bytes(3 * 2 ** 40)]).toEqual([
      '0 B',
      '1 kB',
      '47 MB',
      '3.3 TB',
    ])
    expect([clock(0.4), clock(65), clock(7269)]).toEqual(['0:00', '1:05', '2:01:09'])
    expect([metric(0.46149), metric(null), percent(0.8167)]).toEqual([
      '0.461',
      'not finite',
      '81.7 %',
    ])
  })

  it('shows the progress of a long call', () => {
    expect(
      describeProgress({
        stage: 'download',
        done: 3 * 2 ** 20,
        total: 12 * 2 ** 20,
        unit: 'bytes',
        etaSeconds: 61,
      }),
    ).toBe('download 25 % (3.1 MB of 12.6 MB), 1:01 left')
    expect(describeProgress({ stage: 'verify', done: 2, total: 0, unit: 'files' })).toBe(
      'verify 2 files',
    )
  })
})

describe('table', () => {
  it('aligns columns, numbers to the right, wide characters as two', () => {
    const lines = table(
      [{ title: 'label' }, { title: 'n', align: 'right' }],
      [
        ['衣服', '7'],
        ['coat', '120'],
      ],
    ).split('\n')
    expect(lines).toEqual(['label    n', '─────  ───', '衣服     7', 'coat   120'])
  })
})

describe('status line', () => {
  const written: string[] = []
  const stderr = (isTTY: boolean) =>
    ({
      isTTY,
      columns: 20,
      write: (text: string) => written.push(text) > 0,
    }) as unknown as ConstructorParameters<typeof StatusLine>[0]

  it('is overwritten on a terminal, not too often, and cut to its width', () => {
    written.length = 0
    let now = 0
    const line = new StatusLine(stderr(true), () => now)
    line.show('one')
    line.show('too soon')
    now = 200
    line.show('a line that is longer than the terminal')
    line.clear()
    expect(written).toEqual(['\r\u001b[2Kone', '\r\u001b[2Ka line that is long', '\r\u001b[2K'])
  })

  it('becomes separate lines in a log, some seconds apart', () => {
    written.length = 0
    let now = 0
    const line = new StatusLine(stderr(false), () => now)
    for (; now <= 6000; now += 1000) line.show(`at ${now}`)
    line.clear()
    expect(written).toEqual(['at 0\n', 'at 5000\n'])
  })
})

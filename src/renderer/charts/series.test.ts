import { describe, expect, it } from 'vitest'
import { curvesOf } from './curves'
import { DASHES, METRIC_COLOURS, seriesOf } from './series'
import { toSvg } from './svg'
import type { TrainEvent } from '@shared/contract/training'
import { ended, epoch, progress, validated } from '@shared/runs/testing/events'

const curves = curvesOf([progress(47, 2.3), epoch(1, 0.1)], 235)

const names = (metric: string): string => metric

describe('lines', () => {
  it('name the part that epochs are measured on, and the test part when it was read', () => {
    const going = [progress(47, 2.3), validated(1, 0.4), validated(2, 0.6)]
    const of = (events: readonly TrainEvent[]): readonly string[] =>
      seriesOf(
        [{ id: 'a', title: 'A', part: 'validation', curves: curvesOf(events, 235) }],
        names,
      ).map(({ label, points }) => `${label} ${points.length}`)
    expect(of(going)).toEqual(['trainLoss 1', 'trainAccuracy 1', 'validationAccuracy 2'])
    expect(of([...going, ended(2, 0.5)])).toEqual([
      'trainLoss 1',
      'trainAccuracy 1',
      'testAccuracy 1',
      'validationAccuracy 2',
    ])
  })

  it('have the metric’s colour alone, the run’s colour beside others, and always the metric’s dash', () => {
    const alone = seriesOf([{ id: 'a', title: 'A', curves }], names)
    expect(alone.map(({ colour }) => colour)).toEqual(Object.values(METRIC_COLOURS).slice(0, 3))
    const both = seriesOf(
      [
        { id: 'a', title: 'A', curves },
        { id: 'b', title: 'B', curves },
      ],
      names,
    )
    expect(new Set(both.map(({ colour }) => colour)).size).toBe(2)
    expect(both.map(({ dash }) => dash)).toEqual([
      ...Object.values(DASHES).slice(0, 3),
      ...Object.values(DASHES).slice(0, 3),
    ])
    expect(both[3]?.label).toBe('B · trainLoss')
  })

  it('of a mean are thick, lie over their thin members, and have their colour', () => {
    const [first, second] = [
      { id: 'a', title: 'A', curves },
      { id: 'b', title: 'B', curves },
    ]
    const lines = seriesOf(
      [
        { id: 'a', title: 'A', curves, members: [first, second] },
        { id: 'c', title: 'C', curves },
      ],
      names,
    )
    expect(lines.map(({ run, role }) => `${run} ${role}`)).toEqual([
      ...Array<string>(3).fill('a mean'),
      ...Array<string>(3).fill('c alone'),
      ...Array<string>(3).fill('a member'),
      ...Array<string>(3).fill('b member'),
    ])
    expect(new Set(lines.filter(({ run }) => run !== 'c').map(({ colour }) => colour)).size).toBe(1)
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
    const svg = toSvg(lines, { width: 400, height: 400, epochs: 2, xLabel: 'epoch', title: '' })
    // Six in the legend, twelve drawn, the thin ones first.
    expect(svg.match(/class="line"/g)).toHaveLength(6)
    expect(
      Array.from(svg.matchAll(/<polyline [^>]*stroke-width="([\d.]+)"/g), ([, width]) => width),
    ).toEqual([
      ...Array<string>(6).fill('1'),
      ...Array<string>(3).fill('1.75'),
      ...Array<string>(3).fill('2.5'),
    ])
  })

  it('can be switched off by metric', () => {
    expect(
      seriesOf([{ id: 'a', title: 'A', curves }], names, new Set(['trainLoss'] as const)).map(
        ({ metric }) => metric,
      ),
    ).toEqual(['trainAccuracy', 'testAccuracy'])
  })
})

import { describe, expect, it } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import { toCsv } from './csv'
import { curvesOf } from './curves'
import { DASHES, METRIC_COLOURS, seriesOf } from './series'
import { toSvg } from './svg'
import { niceTicks } from './ticks'

const progress = (step: number, loss: number | null, accuracy = 0.5): TrainEvent => ({
  ...{
    type: 'progress',
    epoch: 1,
    step,
    loss,
    accuracy,
    examplesPerSecond: 9000.5,
    learningRate: 0.9,
    etaSeconds: 10,
  },
})
const epoch = (number: number, testAccuracy: number): TrainEvent => ({
  ...{
    type: 'epoch',
    epoch: number,
    step: number * 235,
    trainLoss: 1,
    trainAccuracy: 0.5,
    testLoss: 1.5,
    testAccuracy,
  },
})

describe('the chapter’s points', () => {
  it('stand at epoch + (i + 1) / n, the test accuracy at whole epochs', () => {
    const curves = curvesOf(
      [progress(47, 2.3), progress(235, 2.2), epoch(1, 0.1), progress(282, 2), epoch(2, 0.47)],
      235,
    )
    expect(curves.trainLoss.map(({ x }) => x)).toEqual([0.2, 1, 1.2])
    expect(curves.testAccuracy).toEqual([
      { x: 1, y: 0.1 },
      { x: 2, y: 0.47 },
    ])
  })

  it('leave out what diverged, and count steps that were made again once', () => {
    expect(curvesOf([progress(1, null)], 235).trainLoss).toEqual([])
    const again = curvesOf(
      [progress(47, 3), progress(94, 2), progress(141, 1.9), progress(94, 2.5), progress(141, 1.5)],
      47,
    )
    expect(again.trainLoss).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 2.5 },
      { x: 3, y: 1.5 },
    ])
  })
})

const curves = curvesOf([progress(47, 2.3), epoch(1, 0.1)], 235)
const names = (metric: string): string => metric

describe('lines', () => {
  it('have the metric’s colour alone, the run’s colour beside others, and always the metric’s dash', () => {
    const alone = seriesOf([{ id: 'a', title: 'A', curves }], names)
    expect(alone.map(({ colour }) => colour)).toEqual(Object.values(METRIC_COLOURS))
    const both = seriesOf(
      [
        { id: 'a', title: 'A', curves },
        { id: 'b', title: 'B', curves },
      ],
      names,
    )
    expect(new Set(both.map(({ colour }) => colour)).size).toBe(2)
    expect(both.map(({ dash }) => dash)).toEqual([
      ...Object.values(DASHES),
      ...Object.values(DASHES),
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

describe('niceTicks', () => {
  it.each([
    [0, 10, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 2.5, 6, [0, 0.5, 1, 1.5, 2, 2.5]],
    [0, 0, 5, [0]],
  ])('from %d to %d, about %d', (from, to, wanted, ticks) => {
    expect(niceTicks(from, to, wanted)).toEqual(ticks)
  })
})

describe('SVG', () => {
  const series = seriesOf(
    [{ id: 'a', title: 'A', curves: curvesOf([progress(0, 2), progress(235, 1)], 235) }],
    names,
  )
  const svg = toSvg(series, {
    width: 400,
    height: 300,
    epochs: 1,
    xLabel: 'epoch',
    title: 'a < b & "c"',
  })

  it('puts each point at its place, dashed as on the screen', () => {
    const top = 16 + 3 * 20
    expect(svg).toContain(
      `<polyline stroke="${METRIC_COLOURS.trainLoss}" stroke-width="1.75" stroke-dasharray="none" points="52,${top} 384,${(top + 256) / 2}"/>`,
    )
    expect(svg).toContain('stroke-dasharray="7 4"')
  })

  it('escapes what people typed', () => {
    expect(svg).toContain('<title>a &#60; b &#38; &#34;c&#34;</title>')
  })

  it('marks a point that stands alone', () => {
    expect(
      toSvg(seriesOf([{ id: 'a', title: 'A', curves }], names), {
        width: 400,
        height: 300,
        epochs: 1,
        xLabel: 'epoch',
        title: '',
      }),
    ).toContain('<circle')
  })
})

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
        events: [progress(47, 0.123456789), progress(94, null), epoch(1, 0.1), done],
      },
    ])
    expect(csv.split('\r\n')).toEqual([
      'run,title,type,epoch,step,train_loss,train_accuracy,test_loss,test_accuracy,learning_rate,examples_per_second',
      'a,"LeNet, ""mine""",progress,1,47,0.123456789,0.5,,,0.9,9000.5',
      'a,"LeNet, ""mine""",progress,1,94,,0.5,,,0.9,9000.5',
      'a,"LeNet, ""mine""",epoch,1,235,1,0.5,1.5,0.1,,',
      '',
    ])
  })
})

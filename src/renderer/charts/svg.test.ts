import { describe, expect, it } from 'vitest'
import { curvesOf } from './curves'
import { METRIC_COLOURS, seriesOf } from './series'
import { toSvg } from './svg'
import { epoch, progress } from '@shared/runs/testing/events'

const curves = curvesOf([progress(47, 2.3), epoch(1, 0.1)], 235)

const names = (metric: string): string => metric

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

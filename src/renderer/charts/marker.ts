import type { Plugin } from 'chart.js'

/** Marks a place on the x-axis by a dashed line; none where there is no place. */
export const marker: Plugin<'line', { at?: number; colour?: string }> = {
  id: 'marker',
  afterDatasetsDraw({ ctx, chartArea, scales }, _, { at, colour }) {
    const x = at === undefined ? undefined : scales['x']?.getPixelForValue(at)
    if (x === undefined || x < chartArea.left - 1 || x > chartArea.right + 1) return
    ctx.save()
    ctx.strokeStyle = colour ?? ctx.strokeStyle
    ctx.lineWidth = 1.5
    ctx.setLineDash([4, 3])
    ctx.beginPath()
    ctx.moveTo(x, chartArea.top)
    ctx.lineTo(x, chartArea.bottom)
    ctx.stroke()
    ctx.restore()
  },
}

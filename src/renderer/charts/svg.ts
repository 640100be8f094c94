import { written } from '@renderer/i18n/numerals'
import { hasMarks, LINE_WIDTHS, MEMBER_OPACITY, type Series } from './series'
import { scaleOf } from './svg-scale'
import { niceTicks } from './ticks'

export interface FigureOptions {
  readonly width: number
  readonly height: number
  /** x-axis: 0 … epochs. */
  readonly epochs: number
  readonly xLabel: string
  readonly title: string
  /** Whether the y-axis has a logarithmic scale; values of 0 are then not drawn. */
  readonly logarithmic?: boolean
}

const MARGIN = { top: 16, right: 16, bottom: 44, left: 52 }
const LEGEND_LINE = 20

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const round = (value: number): string => String(Math.round(value * 100) / 100)

/** The figure as a picture that stays sharp at every size: dark on white, for documents. */
export function toSvg(
  series: readonly Series[],
  { width, height, epochs, xLabel, title, logarithmic = false }: FigureOptions,
): string {
  const scale = scaleOf(series, logarithmic)
  const named = series.filter(({ role }) => role !== 'member')
  const top = MARGIN.top + named.length * LEGEND_LINE
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom]
  const x = (value: number): string => round(MARGIN.left + (value / epochs) * (right - MARGIN.left))
  const y = (value: number): string => round(bottom - scale.share(value) * (bottom - top))

  const vertical = niceTicks(0, epochs, 10).map(
    (tick) =>
      `<path class="grid" d="M${x(tick)} ${top}V${bottom}"/><text x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${written(String(tick))}</text>`,
  )
  const horizontal = scale.ticks.map(
    (tick) =>
      `<path class="grid" d="M${MARGIN.left} ${y(tick)}H${right}"/><text x="${MARGIN.left - 8}" y="${y(tick)}" dy="0.32em" text-anchor="end">${written(String(tick))}</text>`,
  )
  const stroke = ({ colour, dash, role }: Series): string =>
    `stroke="${colour}" stroke-width="${LINE_WIDTHS[role]}" stroke-dasharray="${dash.join(' ') || 'none'}"${role === 'member' ? ` stroke-opacity="${MEMBER_OPACITY}"` : ''}`
  // The first lie over the rest.
  const lines = series
    .map((item) => ({ ...item, points: item.points.filter((point) => scale.has(point.y)) }))
    .filter(({ points }) => points.length > 0)
    .reverse()
    .map(
      (item) =>
        `<polyline ${stroke(item)} points="${item.points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}"/>`,
    )
  const marks = series
    .filter(hasMarks)
    .flatMap((item) =>
      item.points
        .filter((point) => scale.has(point.y))
        .map(
          (point) =>
            `<circle fill="${item.colour}" cx="${x(point.x)}" cy="${y(point.y)}" r="2.5"/>`,
        ),
    )
  const legend = named.map((item, index) => {
    const middle = MARGIN.top + index * LEGEND_LINE
    return `<path class="line" ${stroke(item)} d="M${MARGIN.left} ${middle}h36"/><text x="${MARGIN.left + 44}" y="${middle}" dy="0.32em">${escape(item.label)}</text>`
  })

  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Noto Sans CJK SC', sans-serif" font-size="12" fill="#1a1e23">
<title>${escape(title)}</title>
<style>.grid{stroke:#e0e3e7;fill:none}polyline,.line{fill:none;stroke-linejoin:round}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${[...vertical, ...horizontal, ...lines, ...marks, ...legend].join('\n')}
<text x="${(MARGIN.left + right) / 2}" y="${height - 8}" text-anchor="middle">${escape(xLabel)}</text>
</svg>
`
}

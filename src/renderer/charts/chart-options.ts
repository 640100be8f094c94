import type { ChartOptions, Plugin, Scale } from 'chart.js'
import { formatDecimal } from '@renderer/i18n/format'
import { logAxis } from './log-axis'
import type { Series } from './series'
import { tickText } from './tick-text'

/** Colours and words that a theme and a language give to the figure. */
export interface FigureLook {
  readonly text: string
  readonly grid: string
  readonly surface: string
  readonly border: string
  readonly accent: string
  readonly fonts: string
  readonly xLabel: string
}

/** The theme's colours as the canvas needs them. */
export function figureLook(xLabel: string): FigureLook {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: token('--text-muted'),
    grid: token('--grid-line'),
    surface: token('--surface'),
    border: token('--border'),
    accent: token('--accent'),
    fonts: token('--font-sans'),
    xLabel,
  }
}

/** Paints the ground, so that an exported PNG isn't transparent. */
export const ground: Plugin<'line', { colour?: string }> = {
  id: 'ground',
  beforeDraw(chart, _, { colour }) {
    if (!colour) return
    chart.ctx.save()
    chart.ctx.fillStyle = colour
    chart.ctx.fillRect(0, 0, chart.width, chart.height)
    chart.ctx.restore()
  },
}

const isWithin = (scale: Scale | undefined, value: number | null): boolean =>
  scale !== undefined && value !== null && value >= scale.min && value <= scale.max

/** What all charts have alike: no animation, points as they are, and the theme's colours. */
export function commonOptions(look: Omit<FigureLook, 'xLabel'>, size: number) {
  const font = { family: look.fonts, size }
  return {
    font,
    axis: {
      border: { color: look.border },
      grid: { color: look.grid },
      ticks: { color: look.text, font, callback: tickText },
    },
    title: (text: string) => ({ display: true, text, color: look.text, font }),
    tooltip: {
      animation: false as const,
      backgroundColor: look.surface,
      borderColor: look.text,
      borderWidth: 1,
      titleColor: look.text,
      bodyColor: look.text,
      titleFont: font,
      bodyFont: font,
    },
    options: {
      animation: false as const,
      parsing: false as const,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest' as const, axis: 'x' as const, intersect: false },
    },
  }
}

/**
 * Options of the curves: no animation, points as they are, decimated beyond what the width can
 * show.
 */
export function figureOptions(
  look: FigureLook,
  { epochs, logarithmic }: { readonly epochs: number; readonly logarithmic: boolean },
  onZoom: () => void,
): ChartOptions<'line'> {
  const { axis, title, tooltip, options } = commonOptions(look, 12)
  const grid = { ...axis.grid, tickLength: 4 }
  return {
    ...options,
    normalized: true,
    elements: {
      point: { radius: 0, hitRadius: 8, hoverRadius: 4 },
      line: { borderWidth: 1.75, tension: 0 },
    },
    scales: {
      x: { ...axis, grid, type: 'linear', min: 0, max: epochs, title: title(look.xLabel) },
      y: logarithmic
        ? logAxis({ ...axis, grid })
        : { ...axis, grid, type: 'linear', min: 0, suggestedMax: 1 },
    },
    plugins: {
      legend: { display: false },
      decimation: { enabled: true, algorithm: 'min-max' },
      tooltip: {
        ...tooltip,
        usePointStyle: true,
        // Zoomed in, the nearest point may lie outside of what is shown; of runs that are drawn as
        // one, the mean speaks.
        filter: ({ parsed, chart, dataset }) =>
          isWithin(chart.scales.x, parsed.x) &&
          isWithin(chart.scales.y, parsed.y) &&
          (dataset as Partial<Series>).role !== 'member',
        callbacks: {
          title: (items) => `${look.xLabel} ${formatDecimal(items[0]?.parsed.x, 2)}`,
          label: (item) => ` ${item.dataset.label ?? ''}  ${formatDecimal(item.parsed.y, 4)}`,
        },
      },
      zoom: {
        limits: { x: { min: 0, max: epochs }, y: logarithmic ? {} : { min: 0 } },
        zoom: {
          mode: 'xy',
          wheel: { enabled: true, speed: 0.08 },
          drag: { enabled: true, borderColor: look.text, borderWidth: 1, threshold: 6 },
          onZoom,
        },
      },
    },
  }
}

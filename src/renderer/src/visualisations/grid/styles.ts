import type { MarkStyle } from './draw-marks'
import type { GridStyle } from './draw-values'

/** The grid's colours and font as the theme has them now. */
export function readStyles(element: Element): GridStyle & MarkStyle {
  const styles = getComputedStyle(element)
  const read = (name: string): string => styles.getPropertyValue(name).trim()
  return {
    font: read('--font-mono') || 'monospace',
    line: read('--cell-line'),
    paddingFill: read('--cell-padding'),
    paddingText: read('--text-muted'),
    window: read('--mark-window'),
    feeds: read('--mark-feeds'),
    cursor: read('--accent'),
    halo: read('--mark-halo'),
    hatch: read('--mark-hatch'),
  }
}

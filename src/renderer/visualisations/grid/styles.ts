import type { MarkStyle } from './draw-marks'
import type { ReadingStyle } from './draw-reading'
import type { GridStyle } from './draw-numbers'

type Styles = GridStyle & MarkStyle & ReadingStyle
const known = new Map<string, Styles>()

/**
 * The grid's colours and font as the theme has them now; asked of the page once a theme, since
 * asking settles its styles.
 */
export function gridStyles(): Styles {
  const root = document.documentElement
  const theme = root.dataset['theme'] ?? ''
  const styles = known.get(theme) ?? readStyles(root)
  known.set(theme, styles)
  return styles
}

function readStyles(element: Element): Styles {
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

import type { ElectronApplication, Page } from '@playwright/test'

/** As much room as a window has at least: what 1280×800 leaves at 150 %. */
export const SMALLEST = { width: 880, height: 575 } as const

export const resizeWindow = (
  app: ElectronApplication,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  )

/** Where the focus is: its place and name, and what is wrong with it. */
interface Stop {
  readonly key: string
  readonly faults: readonly string[]
}

/** The element with the focus; `null` outside the page's elements. */
const focusStop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    let focused = document.activeElement
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
    if (!focused || focused === document.body) return null
    // A radio button that is drawn by its label.
    const shown = focused.matches('.visually-hidden')
      ? (focused.closest('label') ?? focused)
      : focused
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown)
    const { x, y, width, height } = shown.getBoundingClientRect()
    const name =
      focused.getAttribute('aria-label') ??
      (
        (focused as HTMLInputElement).labels?.[0]?.textContent ||
        focused.textContent ||
        focused.getAttribute('title') ||
        ''
      )
        .trim()
        .slice(0, 40)
    const ringed = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    const onScreen = x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight
    const faults = [
      ...(ringed ? [] : ['no ring']),
      ...(onScreen ? [] : ['off the screen']),
      ...(name ? [] : ['no name']),
    ]
    // Known again wherever it has been scrolled to.
    const stop =
      (focused as HTMLElement).dataset['stop'] ??
      String(document.querySelectorAll('[data-stop]').length)
    ;(focused as HTMLElement).dataset['stop'] = stop
    return { key: `${focused.tagName} “${name}” (${stop})`, faults }
  })

/**
 * Goes once round the window by Tab; resolves to the stops with a fault, and to a trap where there
 * is one.
 */
export async function walkByTab(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  let [first, last] = ['', '']
  for (let presses = 0; presses < 300; presses++) {
    await page.keyboard.press('Tab')
    const stop = await focusStop(page)
    if (!stop || stop.key === first) return found
    if (stop.key === last) return [...found, `${stop.key}: a trap`]
    first ||= stop.key
    last = stop.key
    for (const fault of stop.faults) found.push(`${stop.key}: ${fault}`)
  }
  return [...found, 'no end after 300 stops']
}

/**
 * Controls of the page that lie under something else or stick out of what holds them, scrolled into
 * sight where something scrolls.
 */
export const outOfReach = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const controls = Array.from(
      document.querySelectorAll<HTMLElement>(
        'nav button, header button, main button, header select, main select, header input, main input, main summary',
      ),
    )
    return controls.flatMap((control) => {
      const shown = control.matches('.visually-hidden, [type=checkbox], [type=radio]')
        ? (control.closest('label') ?? control)
        : control
      // Nodes of a graph are moved about as a whole; what comes with the pointer is not there yet.
      if (
        shown.closest('.vue-flow') ||
        !shown.checkVisibility() ||
        getComputedStyle(shown.closest('.actions span') ?? shown).opacity === '0'
      )
        return []
      shown.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, right, top, width, height } = shown.getBoundingClientRect()
      if (width === 0) return []
      const under = document.elementFromPoint(left + width / 2, top + height / 2)
      let holder: HTMLElement | null = shown
      // A button on the corner of a picture may overhang it.
      while (
        holder &&
        right <= holder.getBoundingClientRect().right + 4 &&
        left >= holder.getBoundingClientRect().left - 4
      )
        holder = holder.parentElement
      if (!holder && under && (shown.contains(under) || under.contains(shown))) return []
      return [
        `${control.tagName} “${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 40)}” at ${Math.round(left)},${Math.round(top)}`,
      ]
    })
  })

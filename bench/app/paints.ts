import type { Page } from '@playwright/test'

type Watching = typeof globalThis & {
  dropTimes?: { dropped: number; readonly painted: Record<string, number> }
}

/**
 * Records in the page itself when files are dropped and when every map of a pass has been painted,
 * so that the time includes no messages between processes. Call it once after the start.
 */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: NonNullable<Watching['dropTimes']> = { dropped: NaN, painted: {} }
    ;(globalThis as Watching).dropTimes = times
    addEventListener('drop', () => (times.dropped = performance.now()), { capture: true })
    new MutationObserver(() => {
      const pass =
        document.querySelector('[data-testid=inspect]')?.getAttribute('data-painted') ?? ''
      if (pass === '' || pass in times.painted) return
      times.painted[pass] = NaN
      // The canvases have been drawn on; the frame that shows them is the next one.
      requestAnimationFrame((now) => (times.painted[pass] = now))
    }).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-painted'],
    })
  })
}

/** Milliseconds from the last drop to the frame with all maps of a pass; NaN before that frame. */
export const dropToPainted = (page: Page, pass: string): Promise<number> =>
  page.evaluate((id) => {
    const { dropped, painted } = (globalThis as Watching).dropTimes ?? { dropped: NaN, painted: {} }
    return (painted[id] ?? NaN) - dropped
  }, pass)

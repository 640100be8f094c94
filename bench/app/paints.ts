import type { Page } from '@playwright/test'

type Watching = typeof globalThis & { dropTimes?: { dropped: number; painted: number } }

/**
 * Notes in the page itself when files are dropped and when every map of a pass has been painted, so that no messages between
 * processes are in the time. Call it once after the start.
 */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times = { dropped: 0, painted: 0 }
    ;(globalThis as Watching).dropTimes = times
    addEventListener('drop', () => Object.assign(times, { dropped: performance.now(), painted: 0 }), { capture: true })
    new MutationObserver(() => {
      const painted = document.querySelector('[data-testid=inspect][data-painted]') !== null
      if (!painted) times.painted = 0
      // The canvases have been drawn on; the frame that shows them is the next one.
      else if (times.painted === 0) requestAnimationFrame((now) => (times.painted ||= now))
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-painted'] })
  })
}

/** Milliseconds from the last drop to the frame with all its maps. */
export const dropToPainted = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { dropped, painted } = (globalThis as Watching).dropTimes ?? { dropped: NaN, painted: NaN }
    return painted - dropped
  })

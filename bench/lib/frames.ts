import type { Page } from '@playwright/test'
import { quantile, rounded } from './statistics'

/** The gaps between a window's frames in milliseconds. A smooth window at 60 Hz has 16.7. */
export interface FrameTimes {
  readonly frames: number
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
  /** Share of the gaps longer than 1.5 frames of 60 Hz: frames that a viewer may miss. */
  readonly late: number
  /** Tasks that blocked the window's thread for 50 ms or more. */
  readonly longTasks: number
}

const LATE_MS = 1.5 * (1000 / 60)

/** From the times at which frames began. */
export function frameTimes(starts: readonly number[], longTasks = 0): FrameTimes {
  const gaps = starts.slice(1).map((start, i) => start - (starts[i] ?? 0))
  return {
    frames: gaps.length,
    median: rounded(quantile(gaps, 0.5)),
    p95: rounded(quantile(gaps, 0.95)),
    p99: rounded(quantile(gaps, 0.99)),
    longest: rounded(quantile(gaps, 1)),
    late: rounded(gaps.filter((gap) => gap > LATE_MS).length / gaps.length),
    longTasks,
  }
}

interface Recorder {
  starts: number[]
  longTasks: number
  tick: (now: number) => void
  observer: PerformanceObserver
}
type Recording = typeof globalThis & { frameRecorder?: Recorder }

/**
 * Records every frame of the page from before `during` begins until it has settled: a wait, a
 * scroll, a drag, a training.
 * @example await measureFrames(page, () => page.waitForTimeout(3000))
 */
export async function measureFrames(
  page: Page,
  during: () => Promise<unknown>,
): Promise<FrameTimes> {
  await page.evaluate(() => {
    const recorder = { starts: [], longTasks: 0 } as unknown as Recorder
    // Members, not named functions: those would need a helper of the compiler that the page lacks.
    recorder.tick = (now) => {
      recorder.starts.push(now)
      if ((globalThis as Recording).frameRecorder === recorder) requestAnimationFrame(recorder.tick)
    }
    recorder.observer = new PerformanceObserver(
      (list) => (recorder.longTasks += list.getEntries().length),
    )
    recorder.observer.observe({ type: 'longtask' })
    ;(globalThis as Recording).frameRecorder = recorder
    requestAnimationFrame(recorder.tick)
  })
  await during()
  const { starts, longTasks } = await page.evaluate(() => {
    const recorder = (globalThis as Recording).frameRecorder
    delete (globalThis as Recording).frameRecorder
    recorder?.observer.disconnect()
    return { starts: recorder?.starts ?? [], longTasks: recorder?.longTasks ?? 0 }
  })
  return frameTimes(starts, longTasks)
}

import type { FrameTimes } from './frames'
import { figure, markdownTable } from './table'

/** Frame times by activity, as a Markdown table. */
export const framesTable = (frames: Readonly<Record<string, FrameTimes>>): string =>
  markdownTable(
    ['milliseconds between frames', 'median', '95 %', '99 %', 'longest', 'late, %', 'long tasks'],
    Object.entries(frames).map(([name, f]) => [
      name,
      ...[f.median, f.p95, f.p99, f.longest, 100 * f.late].map((value) => figure(value)),
      String(f.longTasks),
    ]),
  )

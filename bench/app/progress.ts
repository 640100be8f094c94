import { statSync, watch } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** A point that a training has just written, and when. */
export interface Arrival {
  /** Milliseconds. */
  readonly at: number
  readonly type: 'progress' | 'epoch' | 'done'
  readonly step: number
}

/**
 * Follows a run's `metrics.jsonl` as it grows from now on: its earlier lines have no time of
 * arrival. `stop` ends it.
 */
export function followRun(folder: string, onArrival: (arrival: Arrival) => void): { stop(): void } {
  const path = join(folder, 'metrics.jsonl')
  let read = statSync(path).size
  let rest = ''
  let reading = Promise.resolve()
  const grow = async (at: number): Promise<void> => {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const buffer = Buffer.alloc(Math.max(0, size - read))
      await file.read(buffer, 0, buffer.length, read)
      read += buffer.length
      const lines = (rest + buffer.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onArrival({ at, ...(JSON.parse(line) as Omit<Arrival, 'at'>) })
    } finally {
      await file.close()
    }
  }
  const watcher = watch(path, () => {
    const at = performance.now()
    reading = reading.then(() => grow(at)).catch(() => undefined)
  })
  return { stop: () => watcher.close() }
}

/**
 * Training examples of the first `step` steps, the shorter last batch of each epoch counted as it
 * is.
 */
export function examplesDone(step: number, batchSize: number, count: number): number {
  const perEpoch = Math.ceil(count / batchSize)
  return Math.floor(step / perEpoch) * count + (step % perEpoch) * batchSize
}

/**
 * Examples a second by the clock, between points of one epoch: the time between an epoch's last
 * point and the next one's first (evaluation, checkpoint) is left out.
 * @returns seconds covered and the rate; NaN while there are no two points of one epoch
 */
export function speedOf(
  arrivals: readonly Arrival[],
  examples: (step: number) => number,
): { readonly seconds: number; readonly rate: number } {
  let [seconds, done] = [0, 0]
  let before: Arrival | undefined
  for (const arrival of arrivals) {
    if (arrival.type === 'progress' && before) {
      seconds += (arrival.at - before.at) / 1000
      done += examples(arrival.step) - examples(before.step)
    }
    before = arrival.type === 'progress' ? arrival : undefined
  }
  return { seconds, rate: done / seconds }
}

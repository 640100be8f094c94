import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { datasetsFolder } from '../../src/engine/runtime/paths'

/** Fashion-MNIST's training pictures as `convscope datasets fetch fashion-mnist` caches them. */
export function fashionMnist(): { images: Uint8Array; labels: Uint8Array; count: number } {
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(datasetsFolder(), 'fashion-mnist', name)))
  const labels = read('train-labels.bin')
  return { images: read('train-images.bin'), labels, count: labels.length }
}

/** What both loops are measured with: chapter 6.3's. */
export const BATCH_SIZE = 256
export const LEARNING_RATE = 0.9

export interface Measurement {
  /** Examples a second of each pass. */
  readonly passes: readonly number[]
  /** Milliseconds of processor time, all threads together, a step of each pass: comparable also on a busy machine. */
  readonly cpuMilliseconds: readonly number[]
}

/**
 * Times `steps` training steps in each of `passes`, after a warm-up.
 * @param step one training step on the examples at these indices
 */
export function measure(count: number, step: (indices: Int32Array, number: number) => void, passes: number, steps: number): Measurement {
  let done = 0
  const batch = (): Int32Array => Int32Array.from({ length: BATCH_SIZE }, (_, i) => ((done * BATCH_SIZE + i) * 7919) % count)
  const run = (): { rate: number; cpu: number } => {
    const [started, before] = [performance.now(), process.cpuUsage()]
    for (let i = 0; i < steps; i++) step(batch(), done++)
    const { user, system } = process.cpuUsage(before)
    return { rate: (steps * BATCH_SIZE * 1000) / (performance.now() - started), cpu: (user + system) / 1000 / steps }
  }
  for (let i = 0; i < 5; i++) step(batch(), done++)
  const results = Array.from({ length: passes }, run)
  return { passes: results.map(({ rate }) => rate), cpuMilliseconds: results.map(({ cpu }) => cpu) }
}

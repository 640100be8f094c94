import { expect } from 'vitest'

/** Processor time of this process for one hostile file, in seconds; other programs don't count. */
const MOST_SECONDS = 5
/** What a test's files may add to the most memory that the process has had, in bytes. */
const MOST_MEMORY = 1.5 * 1024 ** 3

/** Expects that reading one hostile file takes at most five seconds of the processor. */
export async function inTime<T>(read: () => Promise<T>): Promise<T> {
  const before = process.cpuUsage()
  try {
    return await read()
  } finally {
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(MOST_SECONDS)
  }
}

/** The most memory that the process has had, in bytes. */
export const mostMemory = (): number => 1024 * process.resourceUsage().maxRSS

/** Expects that hostile files have not made the process much larger. */
export const expectSmall = (before: number): void =>
  expect(mostMemory() - before).toBeLessThan(MOST_MEMORY)

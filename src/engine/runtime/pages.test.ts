import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { forgetPreparation, tensorflow } from './tensorflow'

/** Bytes of memory that the read-only pages of libtensorflow's file take in this process. */
function libraryPages(): number {
  const mappings = readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
  const readOnly = mappings.filter((mapping) => /^\S+ r-.p .*\/libtensorflow_cc\.so/.test(mapping))
  return readOnly.reduce(
    (sum, mapping) => sum + 1024 * Number(/^Rss:\s+(\d+) kB/m.exec(mapping)?.[1]),
    0,
  )
}

const product = (): Float32Array =>
  tensorflow().tidy(() =>
    tensorflow()
      .matMul(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      )
      .dataSync<'float32'>(),
  )

describe.skipIf(process.platform !== 'linux')('pages of files', () => {
  it('loading the library leaves little of its 800 MB in memory', () => {
    tensorflow()
    expect(libraryPages()).toBeLessThan(60e6)
  })

  it('are released, and loaded again when they are needed', () => {
    expect(Array.from(product())).toEqual([19, 22, 43, 50])
    const touched = libraryPages()
    forgetPreparation()
    // Another thread of the library may read a few of them again immediately.
    expect(libraryPages()).toBeLessThan(touched / 2)
    expect(Array.from(product())).toEqual([19, 22, 43, 50])
  })

  it('stay in memory where set-up has compiled no program to release them', async () => {
    vi.resetModules()
    const fresh = await import('./pages')
    expect(fresh.releaseFilePages(join(tmpdir(), 'nowhere', 'binding.node'))).toBe(0)
  })
})

import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { forgetPreparation, tensorflow } from './tensorflow'

/** Memory that the read-only pages of libtensorflow's file take in this process, bytes. */
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

  it('are let go of, and come back where they are needed', () => {
    expect(Array.from(product())).toEqual([19, 22, 43, 50])
    const touched = libraryPages()
    forgetPreparation()
    // Another thread of the library may touch a few at once.
    expect(libraryPages()).toBeLessThan(touched / 2)
    expect(Array.from(product())).toEqual([19, 22, 43, 50])
  })

  it('stay where nothing was compiled that lets go of them', async () => {
    vi.resetModules()
    const fresh = await import('./pages')
    expect(fresh.releaseFilePages(join(tmpdir(), 'nowhere', 'binding.node'))).toBe(0)
  })
})

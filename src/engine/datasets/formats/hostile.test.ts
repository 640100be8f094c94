import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import { examine } from '../examine'
import { tarTree } from '../tree/tar'
import { ownHome } from '../testing/home'
import { many, put } from '../testing/make-files'
import { parsePickle } from './pickle'

const home = ownHome()
const at = (name: string): string => join(home.folder, name)
const files = { ...many('cat', 60, 2), ...many('dog', 190, 2) }

/** What a damaged file may come to: a data set, or one of the faults that are foreseen. */
const FORESEEN = ['invalid-file', 'corrupt', 'unsupported', 'too-large', 'invalid-argument', 'none']

async function fateOf(name: string): Promise<string> {
  try {
    await examine(at(name), {}, {})
    return 'none'
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
}

const edits = (length: number) =>
  fc.array(fc.record({ at: fc.nat(length - 1), value: fc.nat(255) }), {
    minLength: 1,
    maxLength: 6,
  })

async function withChanges(name: string, whole: Uint8Array, runs: number): Promise<void> {
  const cut = fc.option(fc.nat(whole.length))
  await fc.assert(
    fc.asyncProperty(edits(whole.length), cut, async (changes, end) => {
      const bytes = whole.slice(0, end ?? whole.length)
      for (const { at: place, value } of changes) if (place < bytes.length) bytes[place] = value
      await writeFile(at(name), bytes)
      expect(FORESEEN).toContain(await fateOf(name))
    }),
    { numRuns: runs },
  )
}

describe('files with changed bytes end in a fault that is foreseen, or are read', () => {
  it('zip', async () => withChanges('set.zip', zipSync(files), 60), 60_000)

  it('tar and tar.gz', async () => {
    // Of its own, so that what is left in it is this test's.
    await put(at('tmp'), { a: '' })
    vi.stubEnv('TMPDIR', at('tmp'))
    await put(at('in'), files)
    for (const [name, flags] of [
      ['set.tar', []],
      ['set.tgz', ['-z']],
    ] as const) {
      execFileSync('tar', [...flags, '-cf', at(name), '-C', at('in'), '.'])
      await withChanges(name, await readFile(at(name)), 40)
    }
    expect(await readdir(at('tmp'))).toEqual(['a'])
  }, 60_000)

  it('pickles', () => {
    const whole = Buffer.from('\x80\x02}q\x00U\x06labelsq\x01]q\x02(K\x01K\x00es.', 'latin1')
    expect(parsePickle(whole, 'a')).toEqual(new Map([['labels', [1, 0]]]))
    fc.assert(
      fc.property(edits(whole.length), (changes) => {
        const bytes = Buffer.from(whole)
        for (const { at: place, value } of changes) bytes[place] = value
        try {
          parsePickle(bytes, 'a')
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('bombs', () => {
  it('in a zip are left out by their size, before they are unpacked', async () => {
    const bomb = new Uint8Array(70 * 1024 * 1024)
    await writeFile(at('bomb.zip'), zipSync({ ...files, 'cat/bomb.png': bomb }, { level: 1 }))
    const { analysis } = await examine(at('bomb.zip'), {}, {})
    expect(analysis.unreadable).toMatchObject([{ path: 'cat/bomb.png', code: 'too-large' }])
  }, 30_000)

  it('in a tar.gz end where they pass the limit', async () => {
    await put(at('in'), { 'a/zeros.png': new Uint8Array(200_000) })
    execFileSync('tar', ['-czf', at('bomb.tgz'), '-C', at('in'), '.'])
    await expect(tarTree(at('bomb.tgz'), undefined, 100_000)).rejects.toMatchObject({
      code: 'too-large',
    })
  })

  it('of names: a directory of a zip that says the same name twice is refused', async () => {
    const zip = Buffer.from(zipSync({ 'cat/1.png': strToU8('x'), 'cat/2.png': strToU8('y') }))
    const name = Buffer.from('cat/2.png')
    for (let i = zip.indexOf(name); i >= 0; i = zip.indexOf(name, i + 1)) zip[i + 4] = 0x31
    await writeFile(at('twice.zip'), zip)
    expect(await fateOf('twice.zip')).toBe('invalid-file')
  })
})

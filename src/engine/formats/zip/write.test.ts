import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { joined } from './pieces'
import { memorySource, withFileSource } from './source'
import { zipPieces } from './write'
import { ZipArchive } from './zip'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const files = new Map([
  ['first.txt', [text('one '), text('after the other')]],
  ['empty', []],
  ['größe.bin', [Uint8Array.from({ length: 300 }, (_, i) => i)]],
])
const contents = (name: string): Uint8Array => joined(files.get(name) ?? [])

/** Numbers from 100 on count as large, so that every field of ZIP64 is written. */
const LARGE = 100

async function reread(archive: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await ZipArchive.open(memorySource(archive), 1000)
  const read = [...zip.entries.values()].map(
    async (entry) => [entry.name, await zip.read(entry)] as const,
  )
  return new Map(await Promise.all(read))
}

describe('zipPieces', () => {
  it('doesn’t copy the files’ own bytes, and gives the same bytes each time', () => {
    const own = files.get('größe.bin')?.[0]
    expect(zipPieces(files)).toContain(own)
    expect(joined(zipPieces(files))).toEqual(joined(zipPieces(files)))
  })

  it('is read by another program’s unzip', () => {
    const unzipped = unzipSync(joined(zipPieces(files)))
    for (const name of files.keys()) expect(unzipped[name]).toEqual(contents(name))
  })

  it.each([
    ['plain', undefined],
    ['ZIP64', LARGE],
  ])('is read back, %s', async (_, limit) => {
    const read = await reread(joined(zipPieces(files, limit)))
    expect([...read.keys()]).toEqual([...files.keys()])
    for (const [name, bytes] of read) expect(bytes).toEqual(contents(name))
  })

  it.runIf(spawnSync('python3', ['-c', '']).status === 0)(
    'is read by Python in ZIP64 form, as NumPy reads it',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'convscope-zip-'))
      try {
        const path = join(folder, 'large.zip')
        writeFileSync(path, joined(zipPieces(files, LARGE)))
        const script =
          'import sys,zipfile,json;z=zipfile.ZipFile(sys.argv[1]);print(json.dumps({"bad":z.testzip(),"sizes":{i.filename:len(z.read(i)) for i in z.infolist()}}))'
        expect(
          JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' })),
        ).toEqual({ bad: null, sizes: { 'first.txt': 19, empty: 0, 'größe.bin': 300 } })
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})

describe('ZipArchive', () => {
  const inside = new Map([['inner.zip', zipPieces(files)]])

  it('opens an archive inside an archive, a part of the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'convscope-zip-'))
    try {
      const path = join(folder, 'outer.zip')
      writeFileSync(path, joined(zipPieces(inside)))
      const read = await withFileSource(path, async (source) => {
        const outer = await ZipArchive.open(source, source.size)
        const inner = await ZipArchive.open(await outer.stored(outer.find('inner.zip')), 1000)
        return inner.read(inner.find('first.txt'))
      })
      expect(read).toEqual(contents('first.txt'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('finds a flipped bit without keeping the file', async () => {
    const bytes = joined(zipPieces(inside))
    const whole = await ZipArchive.open(memorySource(bytes), bytes.length)
    await expect(whole.check(whole.find('inner.zip'))).resolves.toBeUndefined()
    bytes[200] = (bytes[200] ?? 0) ^ 1
    const damaged = await ZipArchive.open(memorySource(bytes), bytes.length)
    await expect(damaged.check(damaged.find('inner.zip'))).rejects.toMatchObject({
      code: 'invalid-file',
    })
  })

  it('names a file that is missing', async () => {
    const archive = await ZipArchive.open(memorySource(joined(zipPieces(files))), 1000)
    expect(() => archive.find('other')).toThrow(/other is missing/)
  })
})

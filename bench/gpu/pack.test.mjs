import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { pack } from './pack.mjs'

const root = mkdtempSync(join(tmpdir(), 'convscope-pack-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('cuts a component into parts within the limit, whose sums are true and which put together unpack to the same', async () => {
  const bytes = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + (i >> 3)) % 251)
  mkdirSync(join(root, 'from/library'), { recursive: true })
  mkdirSync(join(root, 'to'))
  writeFileSync(join(root, 'from/library/a.so'), bytes)
  const parts = await pack(
    { name: 'library', group: 'nvidia', folder: join(root, 'from'), paths: ['library'] },
    join(root, 'to'),
    1000,
  )
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.slice(0, -1).every((part) => part.bytes === 1000)).toBe(true)
  for (const { file, sha256 } of parts)
    expect(
      createHash('sha256')
        .update(readFileSync(join(root, 'to', file)))
        .digest('hex'),
    ).toBe(sha256)
  execFileSync('bash', ['-c', 'cat library.tar.xz.* | tar -xJ'], { cwd: join(root, 'to') })
  expect(Buffer.compare(readFileSync(join(root, 'to/library/a.so')), bytes)).toBe(0)
})

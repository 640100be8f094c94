import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EngineLog } from './engine-log'

describe('the engine’s log', () => {
  it('stays bounded and keeps the newest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-'))
    const path = join(folder, 'logs', 'engine.log')
    const log = new EngineLog(path)
    for (let part = 0; part < 30; part++) log.write('x'.repeat(100_000))
    log.write('last line')
    await log.settled()
    expect((await stat(path)).size).toBeLessThanOrEqual(1_000_000)
    expect((await stat(`${path}.1`)).size).toBeLessThanOrEqual(1_000_000)
    await expect(readFile(path, 'utf8')).resolves.toMatch(/last line$/)
    await rm(folder, { recursive: true })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'

/** Gives every test of a file its own cache, data and data set folder. */
export function ownHome(): { readonly folder: string } {
  const home = { folder: '' }
  beforeEach(async () => {
    home.folder = await mkdtemp(join(tmpdir(), 'convscope-datasets-'))
    vi.stubEnv('CONVSCOPE_CACHE', join(home.folder, 'cache'))
    vi.stubEnv('CONVSCOPE_DATA', join(home.folder, 'data'))
    vi.stubEnv('CONVSCOPE_DATASETS', join(home.folder, 'sets'))
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(home.folder, { recursive: true, force: true })
  })
  return home
}

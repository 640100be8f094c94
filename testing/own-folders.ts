import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { ownCache } from './own-cache'

/** Before each file of tests: folders for its runs, models and data sets, gone after it. */
const folder = mkdtempSync(join(tmpdir(), 'convscope-test-'))
process.env['CONVSCOPE_DATA'] = join(folder, 'data')
process.env['CONVSCOPE_CACHE'] = ownCache(join(folder, 'cache'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { errorOf, runCli } from '../testing/run-cli'

const folder = mkdtempSync(join(tmpdir(), 'convscope-out-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const FILE = join(folder, 'letter.txt')
writeFileSync(FILE, 'years of work')

const IMAGE = 'resources/samples/ankle-boot.png'
const STEP = ['--limit-train', '256', '--limit-test', '50', '--epochs', '1']
const COMMANDS: readonly (readonly string[])[] = [
  ['train', 'lenet', ...STEP, '--out'],
  ['export', 'bundled:lenet', '--format', 'tfjs', '--out'],
  ['export', 'bundled:lenet', '--format', 'npz', '--out'],
  ['activations', 'bundled:lenet', IMAGE, '--out'],
]
const MAP = [
  'receptive-field',
  'lenet',
  '--layer',
  'conv1',
  '--unit',
  '3,3',
  '--effective',
  '--map',
]
const linux = process.platform === 'linux'

describe('the output of a command', () => {
  it.each(COMMANDS)('%s … refuses a file, and one in its path', async (...words) => {
    for (const out of [FILE, join(FILE, 'below')]) {
      const { code, message } = errorOf(await runCli([...words, out, '--json']))
      expect(code).toBe('invalid-argument')
      expect(message).toContain(FILE)
      expect(message).toMatch(/can't be a folder/)
    }
    expect(readdirSync(folder)).toEqual(['letter.txt'])
  })

  it.runIf(linux).each(COMMANDS)('%s … ends where no folder can be made', async (...words) => {
    for (const out of ['/proc/convscope', '/proc/convscope/a/b', '/sys/convscope']) {
      const ran = await runCli([...words, out, '--json'])
      expect(ran.status).toBe(1)
      expect(['not-found', 'invalid-file']).toContain(errorOf(ran).code)
      expect(errorOf(ran).message).toContain(out.split('/').slice(0, 3).join('/'))
    }
  })

  it.runIf(linux)('is a file of its own for a map', async () => {
    for (const out of [join(FILE, 'map.npy'), '/proc/convscope/map.npy', folder]) {
      const ran = await runCli([...MAP, out, '--json'])
      expect(ran.status).toBe(1)
      expect(errorOf(ran).message).toContain(`Could not write ${out}`)
    }
  })
})

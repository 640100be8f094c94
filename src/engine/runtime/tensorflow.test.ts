import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { engineInfoSchema } from '@shared/contract/engine'
import { cacheFolder, dataFolder, runsFolder } from './paths'
import { deviceName, engineInfo, tensorflow } from './tensorflow'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-runtime-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.resetModules()
  await rm(folder, { recursive: true, force: true })
})

describe('tensorflow', () => {
  it('computes on libtensorflow and says which', async () => {
    const tf = tensorflow()
    expect(tf.getBackend()).toBe('tensorflow')
    const info = engineInfoSchema.parse(await engineInfo())
    expect(info.device).toBe(deviceName())
    expect(info.tensorflow).toMatch(/^\d+\.\d+/)
    expect(info.devices.some(({ type }) => type === 'CPU')).toBe(true)
  })

  it.each([
    ['missing', undefined],
    ['damaged', '{"variant":'],
    [
      'pointing nowhere',
      JSON.stringify({ variant: 'cpu', version: '1', binding: '/nowhere/tfjs_binding.node' }),
    ],
  ])('says how to repair a set-up that is %s', async (_, text) => {
    vi.stubEnv('CONVSCOPE_CACHE', folder)
    if (text) {
      await mkdir(join(folder, 'tensorflow'))
      await writeFile(join(folder, 'tensorflow', 'current.json'), text)
    }
    vi.resetModules()
    const fresh = await import('./tensorflow')
    expect(() => fresh.tensorflow()).toThrow(/npm run setup/)
    expect(() => fresh.tensorflow()).toThrow(
      expect.objectContaining({ code: 'engine-unavailable' }),
    )
  })
})

describe('paths', () => {
  it('follow the environment variables, and an empty one counts as unset', () => {
    vi.stubEnv('CONVSCOPE_DATA', folder)
    expect(runsFolder()).toBe(join(folder, 'runs'))
    vi.stubEnv('CONVSCOPE_DATA', '')
    vi.stubEnv('XDG_DATA_HOME', folder)
    expect(dataFolder()).toBe(join(folder, 'convscope'))
    vi.stubEnv('CONVSCOPE_CACHE', '')
    vi.stubEnv('XDG_CACHE_HOME', folder)
    expect(cacheFolder()).toBe(join(folder, 'convscope'))
  })
})

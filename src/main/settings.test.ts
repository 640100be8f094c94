import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SettingsStore } from './settings'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-'))
  path = join(folder, 'deep', 'settings.json')
})
afterEach(() => rm(folder, { recursive: true }))

async function loaded(): Promise<SettingsStore> {
  const store = new SettingsStore(path)
  await store.load()
  return store
}

describe('settings', () => {
  it('have defaults, change in part, are kept, and leave no draft behind', async () => {
    const store = await loaded()
    expect(store.current).toMatchObject({
      language: 'system',
      theme: 'system',
      view: 'inspect',
      notify: true,
    })
    const seen: string[] = []
    store.onChange(({ theme }) => seen.push(theme))
    await store.update({ theme: 'dark' })
    await store.update({ language: 'zh' })
    expect((await loaded()).current).toMatchObject({ theme: 'dark', language: 'zh', notify: true })
    expect(seen).toEqual(['dark', 'dark'])
    expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json'])
  })

  it('are written in the order of the changes', async () => {
    const store = await loaded()
    await Promise.all(
      (['light', 'dark', 'system', 'dark', 'light'] as const).map((theme) =>
        store.update({ theme }),
      ),
    )
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theme: 'light' })
  })

  it('of a newer version are kept by this one, which reads what it knows', async () => {
    await (await loaded()).update({})
    await writeFile(path, '{"theme":"sepia","language":"zh","depth":{"z":1}}')
    const store = await loaded()
    expect(store.current).toMatchObject({ theme: 'system', language: 'zh' })
    await store.update({ notify: false })
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      theme: 'sepia',
      language: 'zh',
      depth: { z: 1 },
      notify: false,
    })
    await store.update({ theme: 'dark' })
    expect((await loaded()).current).toMatchObject({ theme: 'dark', notify: false })
  })

  it('of version 0.1.0 are read', async () => {
    await (await loaded()).update({})
    const file =
      '{"language":"zh","theme":"dark","view":"fields","colourMap":"grey","scaleScope":"map","notify":false,"trainingMode":"eager"}'
    await writeFile(path, file)
    expect((await loaded()).current).toEqual(JSON.parse(file))
  })

  it.each(['{"theme": "pi', '[]'])(
    'damaged as %s are renamed and replaced by the defaults',
    async (text) => {
      await (await loaded()).update({})
      await writeFile(path, text)
      expect((await loaded()).current.theme).toBe('system')
      await expect(readFile(`${path}.bad`, 'utf8')).resolves.toBe(text)
    },
  )
})

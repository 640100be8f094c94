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

  it.each(['{"theme": "pi', '{"theme":"pink"}', '[]', '{"theme":"dark","unknown":1}'])(
    'damaged as %s are renamed and replaced by the defaults',
    async (text) => {
      await (await loaded()).update({})
      await writeFile(path, text)
      expect((await loaded()).current.theme).toBe('system')
      await expect(readFile(`${path}.bad`, 'utf8')).resolves.toBe(text)
    },
  )
})

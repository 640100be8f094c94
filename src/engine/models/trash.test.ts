import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { preset } from '@shared/model/presets'
import { temporaryFolder } from '../formats/testing/folders'
import { deleteModel, emptyTrash, listTrash, restoreTrashed, saveNetwork } from '.'

let data = ''
beforeEach(() => {
  data = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  return () => vi.unstubAllEnvs()
})

const deleted = async (name: string): Promise<string> => {
  const { ref } = await saveNetwork({ ...preset('lenet'), name })
  await deleteModel(ref)
  return ref
}

describe('the trash', () => {
  it('is empty where nothing was deleted', async () => {
    expect(await listTrash()).toEqual([])
  })

  it('lists what was deleted with its own title, and gives it back', async () => {
    const before = Date.now()
    const ref = await deleted('Mine')
    const [found, ...others] = await listTrash()
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'saved', title: 'Mine', place: ref.replace(':', '/') })
    expect(found!.deleted).toBeGreaterThan(before - 2000)
    expect(found!.bytes).toBeGreaterThan(100)
    await restoreTrashed(found!.place)
    expect(existsSync(join(data, 'networks', ref.replace('saved:', '')))).toBe(true)
    expect(await listTrash()).toEqual([])
    await expect(restoreTrashed(found!.place)).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('keeps two of one name apart', async () => {
    const ref = await deleted('Mine')
    const id = ref.replace('saved:', '')
    mkdirSync(join(data, 'networks', id))
    await deleteModel(ref)
    const places = (await listTrash()).map(({ place }) => place)
    expect(places).toHaveLength(2)
    const aside = places.find((place) => place !== `saved/${id}`)!
    expect((await listTrash()).find(({ place }) => place === aside)).toMatchObject({
      title: 'Mine',
    })
    await restoreTrashed(aside)
    await expect(restoreTrashed(`saved/${id}`)).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('names a damaged run and an entry of a data set', async () => {
    mkdirSync(join(data, 'trash', 'run', 'broken'), { recursive: true })
    mkdirSync(join(data, 'trash', 'dataset'), { recursive: true })
    writeFileSync(join(data, 'trash/dataset/shoes.import.json'), '{"title": "Shoes"}')
    writeFileSync(join(data, 'trash/dataset/shoes.set-aside.json'), '{}')
    const titles = (await listTrash()).map(({ title }) => title).sort()
    expect(titles).toEqual(['Shoes', 'broken'])
    expect(await emptyTrash(['dataset/shoes.import.json', 'run/gone'])).toEqual({
      deleted: 1,
      bytes: 18,
    })
    expect(existsSync(join(data, 'trash/dataset/shoes.set-aside.json'))).toBe(false)
  })

  it.each(['run/..', 'run/../../models', 'preset/lenet', 'run/.x', ''])(
    'refuses %j, which names nothing in it',
    async (place) => {
      await expect(emptyTrash([place])).rejects.toMatchObject({ code: 'invalid-argument' })
      await expect(restoreTrashed(place)).rejects.toMatchObject({ code: 'invalid-argument' })
    },
  )
})

import { inEnglish } from '@shared/errors'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { leanDraft } from '@shared/model/lean'
import { preset } from '@shared/model/presets'
import { folderOf, temporaryFolder } from '../../formats/testing/folders'
import {
  deleteModel,
  importModel,
  listModels,
  loadModel,
  modelDetail,
  readNetworkText,
  renameModel,
  resolveModelArgument,
  restoreModel,
  saveNetwork,
} from '..'

let data = ''
beforeEach(() => {
  data = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  vi.stubEnv('CONVSCOPE_RESOURCES', temporaryFolder())
  return () => vi.unstubAllEnvs()
})

const saved = async () => (await listModels()).filter(({ origin }) => origin === 'saved')

describe('a drawn network', () => {
  it('is listed among the models, untrained, and is described and loaded like a preset', async () => {
    const entry = await saveNetwork(preset('modern'))
    expect(entry).toMatchObject({ origin: 'saved', trained: false, title: preset('modern').name })
    expect(await saved()).toEqual([entry])
    expect((await modelDetail(entry.ref)).spec).toEqual(preset('modern'))
    expect((await loadModel(entry.ref)).weights).toEqual((await loadModel('preset:modern')).weights)
  })

  it('is saved again under its ref, renamed, deleted and restored', async () => {
    const { ref } = await saveNetwork(preset('lenet'))
    await saveNetwork(preset('lenet-relu'), ref)
    expect((await saved()).map(({ title }) => title)).toEqual([preset('lenet-relu').name])
    expect((await renameModel(ref, 'Mine')).title).toBe('Mine')
    await deleteModel(ref)
    expect(await saved()).toEqual([])
    await restoreModel(ref)
    expect((await saved()).map(({ title }) => title)).toEqual(['Mine'])
  })

  it('never replaces another model, and must be valid', async () => {
    await expect(saveNetwork(preset('lenet'), 'preset:lenet')).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    await expect(
      saveNetwork({ ...preset('lenet'), input: { height: 4, width: 4, channels: 1 } }),
    ).rejects.toMatchObject({ code: 'invalid-model' })
    expect(await saved()).toEqual([])
  })

  it('stays listed with its problem when its file is damaged', async () => {
    const { ref } = await saveNetwork(preset('lenet'))
    writeFileSync(join(data, 'networks', ref.slice('saved:'.length), 'network.json'), '{')
    expect(inEnglish((await saved())[0]?.problem ?? '')).toMatch(/damaged/)
  })

  it('is imported from a file with only a network, which the command line accepts too', async () => {
    const file = join(
      folderOf(new Map([['net.json', JSON.stringify(leanDraft(preset('modern')))]])),
      'net.json',
    )
    const { ref } = await importModel(file)
    const own = join(data, 'networks', ref.slice('saved:'.length), 'network.json')
    expect((await resolveModelArgument(own)).spec).toEqual((await resolveModelArgument(file)).spec)
    expect((await readNetworkText(file)).text).toBe(readFileSync(file, 'utf8'))
  })
})

describe('a network too large for its weights to be made', () => {
  it('is still described', async () => {
    vi.stubEnv('CONVSCOPE_MEMORY', '2e9')
    expect((await modelDetail('preset:vgg16')).summary.totals.parameters).toBe(138_357_544)
    await expect(loadModel('preset:vgg16')).rejects.toMatchObject({ code: 'too-large' })
  })
})

import { readdirSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { preset } from '@shared/model/presets'
import { temporaryFolder } from '../../formats/testing/folders'
import { deleteModel, holdDraft, listModels, loadModel, modelDetail } from '..'

it('the builder’s network is described like a saved one, and leaves nothing on the disk', async () => {
  const data = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  vi.stubEnv('CONVSCOPE_RESOURCES', temporaryFolder())
  await expect(loadModel('draft:builder')).rejects.toMatchObject({ code: 'not-found' })
  const { entry, changed } = holdDraft(preset('modern'))
  expect([entry.ref, entry.origin, entry.trained, changed]).toEqual([
    'draft:builder',
    'draft',
    false,
    true,
  ])
  expect(holdDraft(preset('modern')).changed).toBe(false)
  expect((await listModels()).filter(({ origin }) => origin === 'draft')).toEqual([entry])
  expect((await loadModel('draft:builder')).weights).toEqual(
    (await loadModel('preset:modern')).weights,
  )
  holdDraft(preset('lenet'))
  expect((await loadModel('draft:builder')).spec).toEqual(preset('lenet'))
  expect((await modelDetail('draft:builder')).summary.totals.parameters).toBe(61_706)
  await expect(deleteModel('draft:builder')).rejects.toMatchObject({ code: 'unsupported' })
  expect(() =>
    holdDraft({ ...preset('lenet'), input: { height: 4, width: 4, channels: 1 } }),
  ).toThrow(/./)
  expect((await loadModel('draft:builder')).spec).toEqual(preset('lenet'))
  expect(readdirSync(data)).toEqual([])
  vi.unstubAllEnvs()
})

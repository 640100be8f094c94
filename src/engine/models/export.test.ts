import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '@shared/formats'
import { preset } from '@shared/model/presets'
import { untrained } from './untrained'
import { exportModel, exportModelInto } from './export'
import { readNpzModel } from '../formats/npz/read'
import { temporaryFolder } from '../formats/testing/folders'
import { readTfjsModel } from '../formats/tfjs/read'

const loaded = untrained(preset('modern'), { ref: 'preset:modern', origin: 'preset' })

describe('exporting into a folder', () => {
  it('fills a missing or an empty one, and reads back', async () => {
    const folder = join(temporaryFolder(), 'new', 'model')
    expect(await exportModel(loaded, 'tfjs', folder)).toEqual([
      'model.json',
      'group1-shard1of1.bin',
    ])
    expect((await readTfjsModel(folder)).weights).toEqual(loaded.weights)
    const empty = temporaryFolder()
    expect(await exportModel(loaded, 'npz', empty)).toEqual(['weights.npz', 'spec.json'])
    const { metadata, weights } = await readNpzModel(empty)
    expect(weights).toEqual(loaded.weights)
    expect(metadata).toMatchObject({ spec: loaded.spec, title: loaded.entry.title, invert: false })
  })

  it('replaces an earlier export where that is asked for, and nothing else', async () => {
    const folder = join(temporaryFolder(), 'model')
    await exportModel(loaded, 'npz', folder)
    await expect(exportModel(loaded, 'tfjs', folder)).rejects.toMatchObject({
      code: 'already-exists',
    })
    expect(readdirSync(folder).sort()).toEqual(['spec.json', 'weights.npz'])
    await exportModel(loaded, 'tfjs', folder, { overwrite: true })
    expect(readdirSync(folder).sort()).toEqual(['group1-shard1of1.bin', 'model.json'])
    writeFileSync(join(folder, 'thesis.tex'), 'years of work')
    await expect(exportModel(loaded, 'tfjs', folder, { overwrite: true })).rejects.toMatchObject({
      code: 'already-exists',
    })
    expect(existsSync(join(folder, 'thesis.tex'))).toBe(true)
  })

  it('does not take a project in Python for an earlier export', async () => {
    const folder = temporaryFolder()
    await exportModel(loaded, 'pytorch', folder)
    await exportModel(loaded, 'pytorch', folder, { overwrite: true })
    const project = temporaryFolder()
    for (const name of ['model.py', 'predict.py', 'requirements.txt'])
      writeFileSync(join(project, name), 'years of work')
    await expect(
      exportModel(loaded, 'pytorch', project, { overwrite: true }),
    ).rejects.toMatchObject({ code: 'already-exists' })
    expect(readdirSync(project)).toHaveLength(3)
  })

  it('refuses a file in place of the folder', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    await expect(exportModel(loaded, 'npz', file)).rejects.toMatchObject({
      code: 'invalid-argument',
    })
  })

  it('makes a folder of its own inside a chosen one, without changing its other files', async () => {
    const parent = temporaryFolder()
    mkdirSync(join(parent, 'batch-norm-network-npz'))
    writeFileSync(join(parent, 'letter.txt'), '')
    expect(await exportModelInto(loaded, 'npz', parent)).toEqual([
      'batch-norm-network-npz-2/weights.npz',
      'batch-norm-network-npz-2/spec.json',
    ])
    expect(readdirSync(parent).sort()).toEqual([
      'batch-norm-network-npz',
      'batch-norm-network-npz-2',
      'letter.txt',
    ])
  })

  it('leaves nothing behind if it fails', async () => {
    const folder = join(temporaryFolder(), 'model')
    await expect(
      exportModel({ ...loaded, weights: new Map() }, 'tfjs', folder),
    ).rejects.toMatchObject({
      code: 'invalid-model',
      details: { layer: loaded.spec.layers[0]?.id },
    })
    expect(existsSync(folder)).toBe(false)
  })
})

it('has every format of the contract', () => {
  expect(FORMATS.map(({ id }) => id)).toEqual([
    'tfjs',
    'onnx',
    'keras',
    'savedmodel',
    'pytorch',
    'safetensors',
    'npz',
  ])
})

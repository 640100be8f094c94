import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Cause, Verification } from '@shared/contract/certificate'
import { FORMATS, type ExportFormat } from '@shared/formats'
import { CERTIFICATE_FOLDER } from '@shared/formats/certificate'
import type { Layer } from '@shared/layers'
import { preset } from '@shared/model/presets'
import { parseModelSpec } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { encodeModel } from '../formats'
import { permuted } from '../formats/channels-first/permute'
import type { Metadata } from '../formats/metadata'
import { npzPieces } from '../formats/npz/npz'
import { temporaryFolder } from '../formats/testing/folders'
import { joined } from '../formats/zip/pieces'
import type { LoadedModel } from '../models/loaded-model'
import type { RasterPicture } from '../pictures'
import { exportCertified } from './export-certified'
import { readCertificate } from './folder'
import { prepare } from './prepare'
import { sampleNetwork, withInput, type Inputs } from './samples'
import { loaded, loadedOf, metadata } from './testing/model'
import { verify } from './verify'

async function exported(format: ExportFormat, model = loaded): Promise<string> {
  const folder = join(temporaryFolder(), format)
  await exportCertified(model, format, folder)
  return folder
}

/** Settings and arrays of an export that another program has written wrongly. */
interface Sabotage {
  readonly layers?: (layers: readonly Layer[]) => readonly Layer[]
  readonly weights?: (weights: NamedArrays) => readonly (readonly [string, NamedArray])[]
  readonly metadata?: Partial<Metadata>
}

/** Writes the format's own files anew; the description and the certificate stay as they were. */
async function sabotaged(format: ExportFormat, change: Sabotage): Promise<string> {
  const folder = await exported(format)
  const layers = [...(change.layers?.(metadata.spec.layers) ?? metadata.spec.layers)]
  const described = { ...metadata, ...change.metadata, spec: { ...metadata.spec, layers } }
  const weights = new Map([...loaded.weights, ...(change.weights?.(loaded.weights) ?? [])])
  for (const [name, contents] of await encodeModel(format, described, weights))
    writeFileSync(join(folder, name), contents instanceof Uint8Array ? contents : joined(contents))
  return folder
}

const setting =
  (id: string, change: object) =>
  (layers: readonly Layer[]): readonly Layer[] =>
    layers.map((layer) => (layer.id === id ? { ...layer, ...change } : layer))

const array =
  (key: string, change: (array: NamedArray) => Float32Array) =>
  (weights: NamedArrays): readonly (readonly [string, NamedArray])[] => {
    const found = weights.get(key) ?? { shape: [], data: new Float32Array() }
    return [[key, { shape: found.shape, data: change(found) }]]
  }

/** Both cells of each axis from the end. */
const flipped = ({ data, shape }: NamedArray): Float32Array => {
  const size = (shape[2] ?? 1) * (shape[3] ?? 1)
  const cells = data.length / size
  const turned = new Float32Array(data.length)
  for (let cell = 0; cell < cells; cell += 1)
    turned.set(data.subarray(cell * size, (cell + 1) * size), (cells - 1 - cell) * size)
  return turned
}

const reversedChannels = ({ data, shape }: NamedArray): Float32Array => {
  const [, , , outputs = 1] = shape
  return data.map((_, i) => {
    const [cell, output] = [Math.floor(i / outputs), i % outputs]
    return data[(cell - (cell % 3) + 2 - (cell % 3)) * outputs + output] ?? NaN
  })
}

describe('a sabotaged export', () => {
  const CASES: readonly [Cause, string, ExportFormat, Sabotage][] = [
    [
      'flatten-order',
      'out',
      'onnx',
      { weights: array('out.weight', ({ data }) => permuted(data, [5, 4, 8, 5], [2, 0, 1, 3])) },
    ],
    [
      'flatten-order',
      'out',
      'tfjs',
      { weights: array('out.weight', ({ data }) => permuted(data, [8, 5, 4, 5], [1, 2, 0, 3])) },
    ],
    [
      'one-sided-padding',
      'stem',
      'onnx',
      {
        layers: setting('stem', {
          padding: [
            [1, 0],
            [1, 0],
          ],
        }),
      },
    ],
    ['one-sided-padding', 'stem', 'pytorch', { layers: setting('stem', { padding: 1 }) }],
    [
      'padding-in-averages',
      'pool',
      'safetensors',
      { layers: setting('pool', { countIncludePad: true }) },
    ],
    ['batch-norm-epsilon', 'norm', 'tfjs', { layers: setting('norm', { epsilon: 1e-5 }) }],
    ['batch-norm-epsilon', 'norm', 'onnx', { layers: setting('norm', { epsilon: 0.0131 }) }],
    ['batch-norm-momentum', 'norm', 'tfjs', { layers: setting('norm', { momentum: 0.99 }) }],
    ['flipped-kernel', 'conv', 'pytorch', { weights: array('conv.weight', flipped) }],
    [
      'missing-bias',
      'conv',
      'onnx',
      { weights: array('conv.bias', ({ data }) => data.map(() => 0)) },
    ],
    ['missing-bias', 'out', 'safetensors', { layers: setting('out', { bias: false }) }],
    [
      'softmax-twice',
      'softmax',
      'onnx',
      { layers: (layers) => [...layers, { id: 'softmax', kind: 'softmax' }] },
    ],
    ['channel-order', 'stem', 'safetensors', { weights: array('stem.weight', reversedChannels) }],
    ['activation', 'relu', 'tfjs', { layers: setting('relu', { slope: 0.2 }) }],
    ['normalisation', 'input', 'onnx', { metadata: { normalisation: undefined } }],
    ['fitting', 'input', 'tfjs', { metadata: { fitting: 'crop' } }],
  ]

  it.each(CASES)('%s at %s of %s is named', async (cause, layer, format, change) => {
    const path = await sabotaged(format, change)
    const byCertificate = await verify({ path })
    expect(byCertificate.firstDifference).toMatchObject({ layer, cause })
    expect(byCertificate.ok).toBe(false)
    if (cause !== 'batch-norm-momentum') expect(byCertificate.maxDifference).toBeGreaterThan(1e-5)
    const byModel = await verify({ path, against: loaded })
    expect(byModel.firstDifference).toMatchObject({ layer, cause })
  })

  it('with other weights is told only by the model that it must be', async () => {
    const path = await sabotaged('onnx', {
      weights: array('conv.weight', ({ data }) => data.map((value, i) => value + (i % 7) / 100)),
    })
    const difference = async (against?: LoadedModel) =>
      (await verify({ path, against })).firstDifference
    expect(await difference()).toMatchObject({ layer: 'conv', cause: 'unknown' })
    expect(await difference(loaded)).toMatchObject({ layer: 'conv', cause: 'other-weights' })
  })
})

/** What another program would answer that prepares pictures in its own way. */
async function answersOf(
  folder: string,
  prepared: (pictures: readonly RasterPicture[]) => Inputs,
): Promise<Verification> {
  const held = await readCertificate(folder)
  if (!held) throw new Error('no certificate')
  const inputs = prepared(held.pictures)
  const at = new Map([...held.samples].map(([id, { units }]) => [id, units]))
  const samples = withInput(await sampleNetwork(loaded, inputs, { at }), inputs)
  const arrays = new Map(
    [...samples].map(([id, { units, values }]) => [
      id,
      { shape: [inputs.count, units.length], data: values },
    ]),
  )
  const file = join(folder, CERTIFICATE_FOLDER, 'answers.npz')
  writeFileSync(file, joined(npzPieces(arrays)))
  return verify({ path: folder, answers: file })
}

describe('answers of another program', () => {
  it.each<[Cause, (pictures: readonly RasterPicture[]) => Inputs]>([
    ['inverted-picture', (pictures) => prepare(pictures, metadata, { invert: true })],
    [
      'channel-order',
      (pictures) =>
        prepare(
          pictures.map((picture) => ({
            ...picture,
            rgba: picture.rgba.map((_, i, all) =>
              i % 4 === 3 ? 255 : (all[i - (i % 4) + 2 - (i % 4)] ?? 0),
            ),
          })),
          metadata,
        ),
    ],
    [
      'resize-method',
      (pictures) =>
        prepare(pictures, metadata, {
          filter: { reach: 0.5, weight: () => 1, antialias: false },
        }),
    ],
    [
      'resize-method',
      (pictures) =>
        prepare(pictures, metadata, {
          filter: {
            reach: 1,
            weight: (distance) => Math.max(0, 1 - Math.abs(distance)),
            antialias: false,
          },
        }),
    ],
    [
      'value-range',
      (pictures) => {
        const inputs = prepare(pictures, { spec: metadata.spec })
        return { ...inputs, data: inputs.data.map((value) => value * 2 - 1) }
      },
    ],
  ])('with %s are explained', async (cause, prepared) => {
    const result = await answersOf(await exported('pytorch'), prepared)
    expect(result.firstDifference).toMatchObject({ layer: 'input', cause })
  })

  it('are the same if nothing was changed', async () => {
    const folder = await exported('onnx')
    expect(await answersOf(folder, (pictures) => prepare(pictures, metadata))).toEqual({
      ok: true,
      maxDifference: 0,
      firstDifference: null,
    })
  })
})

describe('an export', () => {
  it.each(FORMATS.map(({ id }) => id))('as %s carries its certificate', async (format) => {
    const folder = join(temporaryFolder(), 'model')
    const { files, certificate } = await exportCertified(loaded, format, folder)
    expect(certificate.result).toMatchObject({ ok: true, firstDifference: null })
    expect(certificate.result?.maxDifference).toBeLessThan(1e-5)
    expect(certificate.examples).toHaveLength(32)
    expect(readdirSync(folder).sort()).toEqual(files.map((file) => file.replace('/', '')).sort())
    expect(readdirSync(join(folder, CERTIFICATE_FOLDER))).toHaveLength(32 + 3)
    expect(await verify({ path: folder })).toMatchObject({ ok: true })
    // It replaces an earlier one, and reads as the model.
    await exportCertified(loaded, format, folder, { overwrite: true })
    expect(await verify({ path: folder, against: loaded })).toMatchObject({ ok: true })
  })

  it('is not written if it comes back as another model', async () => {
    const folder = join(temporaryFolder(), 'model')
    const wrong = { ...loaded, weights: new Map(loaded.weights) }
    // The weights change between the files and the certificate.
    const work = {
      onProgress: () =>
        void wrong.weights.set('out.bias', { shape: [5], data: new Float32Array(5) }),
    }
    await expect(exportCertified(wrong, 'onnx', folder, work)).rejects.toMatchObject({
      code: 'corrupt',
      details: { layer: 'out' },
    })
    expect(() => statSync(folder)).toThrow()
  })

  it('of a network that takes no pictures is checked with numbers', async () => {
    const spec = parseModelSpec({
      ...preset('lenet'),
      input: { height: 28, width: 28, channels: 2 },
    })
    const folder = await exported('npz', loadedOf({ spec, classes: [], invert: false }))
    const held = await readCertificate(folder)
    expect(held?.pictures).toEqual([])
    expect(held?.certificate.examples[0]?.picture).toBeNull()
    expect(await verify({ path: folder })).toMatchObject({ ok: true })
  })

  it('says where its certificate is damaged', async () => {
    const folder = await exported('npz')
    const file = join(folder, CERTIFICATE_FOLDER, 'inputs.npy')
    writeFileSync(file, readFileSync(file).subarray(0, 500))
    await expect(verify({ path: folder })).rejects.toMatchObject({ code: 'invalid-file' })
  })

  it('without one needs a model to be compared with', async () => {
    const folder = join(temporaryFolder(), 'plain')
    mkdirSync(folder)
    for (const [name, contents] of await encodeModel('npz', metadata, loaded.weights))
      writeFileSync(
        join(folder, name),
        contents instanceof Uint8Array ? contents : joined(contents),
      )
    await expect(verify({ path: folder })).rejects.toMatchObject({ code: 'not-found' })
    expect(await verify({ path: folder, against: loaded })).toMatchObject({ ok: true })
  })
})

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { modelEntrySchema } from '@shared/contract/models'
import { encodeTfjs } from '../../engine/formats/tfjs/encode'
import { folderOf, temporaryFolder } from '../../engine/formats/testing/folders'
import { pseudoWeights } from '../../engine/formats/testing/arbitrary-model'
import { loadModel } from '../../engine/models'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const model = resolveModel(
  parseModelSpec({
    name: 'small',
    input: { height: 8, width: 8, channels: 3 },
    layers: [
      { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3 },
      { id: 'flat', kind: 'flatten' },
      { id: 'out', kind: 'dense', units: 3 },
    ],
  }),
)

/** A model as another program has written it: our files without our description. */
function foreign(extra: Record<string, string> = {}): string {
  const files = encodeTfjs({ spec: model.spec, classes: [], invert: false }, pseudoWeights(model))
  const json = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as object
  return folderOf(
    new Map<string, Uint8Array | string>([
      ...files,
      ['model.json', JSON.stringify({ ...json, userDefinedMetadata: undefined })],
      ...Object.entries(extra),
    ]),
  )
}

let texts = ''
beforeAll(async () => {
  texts = await mkdtemp(join(tmpdir(), 'convscope-labels-'))
  await writeFile(join(texts, 'labels.txt'), 'cat\ndog\nowl\n')
  await writeFile(join(texts, 'few.txt'), 'cat\n')
})
afterAll(() => rm(texts, { recursive: true, force: true }))
let data = ''
beforeEach(() => {
  data = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  return () => vi.unstubAllEnvs()
})

const imported = async (...words: string[]): Promise<Record<string, unknown>> =>
  documentOf(await runCli(['import', ...words, '--json'])) as Record<string, unknown>

describe('import', () => {
  it('takes a model into the user’s models, and says what was guessed and why', async () => {
    const report = await imported(foreign(), '--title', 'Mine')
    expect(report).toMatchObject({
      title: 'Mine',
      format: 'tfjs',
      inputShape: [8, 8, 3],
      layers: 3,
      classes: ['0', '1', '2'],
      preprocessing: { order: 'rgb' },
      guess: { id: 'zero-to-one' },
      assumed: ['preprocessing', 'classes'],
    })
    const { entry, weights } = await loadModel(report['model'] as string)
    expect(modelEntrySchema.parse(entry)).toMatchObject({
      title: 'Mine',
      origin: 'imported',
      assumed: ['preprocessing', 'classes'],
    })
    expect(weights).toEqual(pseudoWeights(model))
  })

  it('is told how pictures are prepared and what classes are called', async () => {
    const report = await imported(
      ...[foreign(), '--preprocessing', 'imagenet-bgr', '--fit', 'crop'],
      ...['--labels', join(texts, 'labels.txt')],
    )
    expect(report).toMatchObject({
      classes: ['cat', 'dog', 'owl'],
      preprocessing: { order: 'bgr', fitting: 'crop' },
      assumed: [],
    })
    expect(report).not.toHaveProperty('guess')
    const { spec, normalisation, fitting } = await loadModel(report['model'] as string)
    expect(spec.layers.map(({ id }) => id)).toEqual([
      ...['bgr_blue', 'bgr_green', 'bgr_red', 'bgr'],
      ...['conv', 'flat', 'out'],
    ])
    expect(normalisation?.mean[0]).toBeCloseTo(123.68 / 255, 9)
    expect(fitting).toBe('crop')
  })

  it('takes numbers of its own', async () => {
    const report = await imported(foreign(), '--mean', '0.1,0.2,0.3', '--deviation', '0.5')
    expect(report['preprocessing']).toEqual({
      normalisation: { mean: [0.1, 0.2, 0.3], std: [0.5] },
      order: 'rgb',
      fitting: 'stretch',
    })
  })

  it('reads what Teachable Machine says of its models', async () => {
    const metadata = {
      packageName: '@teachablemachine/image',
      modelName: 'hands',
      labels: ['rock', 'paper', 'scissors'],
      imageSize: 224,
    }
    const report = await imported(foreign({ 'metadata.json': JSON.stringify(metadata) }))
    expect(report).toMatchObject({
      title: 'hands',
      classes: metadata.labels,
      preprocessing: {
        normalisation: { mean: [127 / 255], std: [127 / 255] },
        fitting: 'crop',
      },
      assumed: [],
    })
  })

  it('leaves nothing behind where an answer does not suit it', async () => {
    const words = ['import', foreign(), '--labels', join(texts, 'few.txt'), '--json']
    expect(errorOf(await runCli(words))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/1 labels/) as string,
    })
    const half = await runCli(['import', foreign(), '--mean', '0', '--json'])
    expect(errorOf(half).message).toMatch(/together/)
    expect(await readdir(join(data, 'models')).catch(() => [])).toEqual([])
  })

  it('is said in words for people', async () => {
    const { stdout } = await runCli(['import', foreign()])
    expect(stdout).toMatch(/3 layers, .* input 8×8×3/)
    expect(stdout).toMatch(/a guess: the file gives no sign/)
    expect(stdout).toMatch(/--labels/)
  })
})

describe('another program’s model that is used as it is', () => {
  it('says what is assumed of it', async () => {
    const out = join(data, 'x')
    const { stderr } = await runCli(['export', foreign(), '--format', 'npz', '--out', out])
    expect(stderr).toMatch(/zero-to-one is assumed/)
    expect(stderr).toMatch(/doesn't name its classes/)
  })
})

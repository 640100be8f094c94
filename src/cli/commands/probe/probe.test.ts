import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy, encodeNpy } from '../../../engine/formats/npz/npy'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

const BOOT = 'resources/samples/ankle-boot.png'
const MODEL = 'bundled:lenet'
let folder: string
const at = (...names: readonly string[]): string => join(folder, ...names)
async function json<T>(...words: readonly string[]): Promise<T> {
  return documentOf(await runCli([...words, '--json'])) as T
}
const npy = async (...names: readonly string[]) => decodeNpy(await readFile(at(...names)), 'a map')
const png = async (...names: readonly string[]) => decode(await readFile(at(...names)))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-probe-'))
  process.env.CONVSCOPE_DATA = at('data')
})
afterAll(async () => {
  delete process.env.CONVSCOPE_DATA
  await rm(folder, { recursive: true, force: true })
})

interface Attributed {
  readonly target: { layer: string; channel: number; place: unknown }
  readonly value: number
  readonly shape: readonly number[]
  readonly map: readonly number[]
}

describe('attribute', () => {
  it('asks about the predicted class, and writes the map', async () => {
    const { predictions } = (
      await json<{ images: readonly { predictions: readonly { unit: number }[] }[] }>(
        ...['predict', MODEL, BOOT],
      )
    ).images[0] ?? { predictions: [] }
    const answer = await json<Attributed>('attribute', MODEL, BOOT, '--out', at('attribution'))
    expect(answer.target).toMatchObject({ channel: predictions[0]?.unit, place: null })
    expect(answer.shape).toEqual([28, 28, 1])
    expect([...(await npy('attribution', 'attribution.npy')).data]).toEqual(answer.map)
    expect((await png('attribution', 'attribution.png')).width).toBeGreaterThan(28)
  })

  it('has every method, and a gradient is what the value moves by', async () => {
    const words = ['attribute', MODEL, BOOT, '--layer', 'conv1', '--channel', '2', '--place', '9,9']
    const gradient = await json<Attributed>(...words)
    const product = await json<Attributed>(...words, '--method', 'gradientInput')
    // conv1 is linear in the pixels: Σ pixel · gradient is its value without the bias.
    const rest = await json<{ value: number }>(...words, '--method', 'smoothGrad', '--samples', '3')
    expect(rest.value).toBe(gradient.value)
    const { bias } = await json<{ bias: number }>(
      ...['trace', MODEL, BOOT, '--layer', 'conv1', '--unit', '9,9,2'],
    )
    const sum = product.map.reduce((total, each) => total + each, 0)
    expect(sum + bias).toBeCloseTo(gradient.value, 4)
    const cam = await json<Attributed>(
      'attribute',
      MODEL,
      BOOT,
      '--method',
      'gradCam',
      '--of',
      'conv2',
    )
    expect(cam.shape.slice(0, 2)).toEqual([10, 10])
    const covered = await json<Attributed & { starts: readonly (readonly number[])[] }>(
      ...['attribute', MODEL, BOOT, '--method', 'occlusion', '--patch', '14', '--stride', '14'],
    )
    expect(covered.map).toHaveLength(4)
    expect(covered.starts).toEqual([
      [0, 14],
      [0, 14],
    ])
  })

  it('refuses what does not exist, naming what does', async () => {
    const none = errorOf(await runCli(['attribute', MODEL, BOOT, '--layer', 'conv9', '--json']))
    expect(none).toMatchObject({ code: 'not-found' })
    expect(none.message).toContain('conv2')
    const cam = errorOf(await runCli(['attribute', MODEL, BOOT, '--method', 'gradCam', '--json']))
    expect(cam.message).toContain('--of')
  })
})

describe('strongest', () => {
  it('names the pictures and writes them', async () => {
    const { patches, files } = await json<{
      patches: readonly { value: number; split: string; index: number }[]
      files: readonly string[]
    }>(
      ...['strongest', MODEL, '--layer', 'conv1', '--channel', '1', '--limit', '200'],
      ...['--count', '5', '--out', at('strongest')],
    )
    expect(patches).toHaveLength(5)
    const values = patches.map(({ value }) => value)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(files).toHaveLength(6)
    const sheet = await png('strongest', 'strongest.png')
    const one = await png('strongest', files[1] ?? '')
    expect([one.width, one.height]).toEqual([112, 112])
    expect([sheet.width, sheet.height]).toEqual([3 * 114 - 2, 2 * 114 - 2])
  })
})

describe('maximise', () => {
  it('climbs, and slices give the picture of one long climb', async () => {
    const words = ['maximise', MODEL, '--layer', 'conv2', '--channel', '3', '--steps', '20']
    const { values, settings } = await json<{
      values: readonly number[]
      settings: Record<string, number>
    }>(...words, '--out', at('maximised'))
    expect(values).toHaveLength(21)
    expect(values.at(-1)).toBeGreaterThan(values[0] ?? Infinity)
    const [{ ascend }, { resolveModelArgument }] = await Promise.all([
      import('../../../engine/probe/ascent'),
      import('../../../engine/models'),
    ])
    const target = { layer: 'conv2', channel: 3, place: null }
    const long = await ascend(await resolveModelArgument(MODEL), {
      ...{ target, step: 0, steps: 20 },
      settings: settings as never,
    })
    expect((await npy('maximised', 'maximised.npy')).data).toEqual(long.picture)
    expect([...long.values]).toEqual(values)
    expect((await png('maximised', 'maximised.png')).width).toBe(112)
  })
})

describe('edit', () => {
  interface Edited {
    readonly predictions: Record<'before' | 'after', readonly { label: string }[]>
    readonly accuracy: Record<'before' | 'after', number>
    readonly saved: string
    readonly files: readonly string[]
  }

  it('shows what silenced channels do, and leaves the model as it is', async () => {
    const silenced = Array.from({ length: 16 }, (_, n) => ['--edit', `conv2:${n}:silence`]).flat()
    const { predictions, accuracy } = await json<Edited>(
      ...['edit', MODEL, ...silenced, '--image', BOOT, '--accuracy', '200'],
    )
    const { images } = await json<{ images: readonly { predictions: unknown }[] }>(
      ...['predict', MODEL, BOOT],
    )
    expect(predictions.before).toEqual(images[0]?.predictions)
    expect(predictions.after).not.toEqual(predictions.before)
    expect(accuracy.before).toBeGreaterThan(0.7)
    expect(accuracy.after).toBeLessThan(0.3)
  })

  it('writes pictures of changed filters, and saves the copy exactly', async () => {
    const filter = Float32Array.from({ length: 25 }, (_, i) => i / 8 - 1)
    await writeFile(at('filter.npy'), encodeNpy({ shape: [5, 5, 1], data: filter }))
    const edits = ['conv1:0:rotate', `conv1:1:${at('filter.npy')}`, 'conv1:0:negate']
    const { saved, files, predictions } = await json<Edited>(
      ...['edit', MODEL, ...edits.flatMap((each) => ['--edit', each]), '--image', BOOT],
      ...['--out', at('edit'), '--save', 'Turned'],
    )
    expect(files).toEqual([
      'conv1-0-before.png',
      'conv1-0-after.png',
      'conv1-1-before.png',
      'conv1-1-after.png',
    ])
    const { images } = await json<{ images: readonly { predictions: unknown }[] }>(
      ...['predict', saved, BOOT],
    )
    expect(images[0]?.predictions).toEqual(predictions.after)
  })

  it('refuses edits that make no sense', async () => {
    for (const wrong of ['conv1:0:spin', 'conv1', ':0:zero'])
      expect((await runCli(['edit', MODEL, '--edit', wrong])).status).toBe(2)
    for (const wrong of ['conv1:99:zero', 'pool1:0:zero', `conv2:0:${at('filter.npy')}`])
      expect((await runCli(['edit', MODEL, '--edit', wrong])).status).toBe(1)
  })
})

describe('film', () => {
  it('has a frame for every kept epoch', async () => {
    const small = ['--epochs', '2', '--limit-train', '256', '--limit-test', '50', '--mode', 'eager']
    await runCli(['train', 'lenet', ...small, '--out', at('run')])
    const { frames, files } = await json<{
      frames: readonly { epoch: number; spread: unknown }[]
      files: readonly string[]
    }>('film', at('run'), '--layer', 'conv2', '--count', '4', '--out', at('film'))
    expect(frames.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
    expect(files).toHaveLength(6)
    const { shape, data } = await npy('film', 'epoch-00002.npy')
    expect(shape).toEqual([28, 28])
    expect(data.some((value) => value > 0)).toBe(true)
    const image = await json<{ frames: readonly unknown[] }>('film', at('run'), '--image', BOOT)
    expect(image.frames).toHaveLength(3)
  })
})

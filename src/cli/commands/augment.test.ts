import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../../engine/formats/npz/npy'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-augment-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Answer {
  readonly augment: object
  readonly reasons: readonly string[]
  readonly pictures: readonly { epoch: number; hash: string; mixed?: { share: number } }[]
}
const look = async (...words: string[]): Promise<Answer> =>
  documentOf(await runCli(['augment', 'fashion-mnist', ...words, '--json'])) as Answer

describe('augment', () => {
  it('proposes changes with reasons, and writes the very numbers of the training', async () => {
    const out = join(folder, 'out')
    const { augment, reasons, pictures } = await look(
      '--example',
      '7',
      '--epochs',
      '3',
      '--out',
      out,
    )
    expect(augment).toEqual({ flip: 0.5, shift: 0.1 })
    expect(reasons).toHaveLength(2)
    expect((await readdir(out)).sort()).toEqual(
      [0, 1, 2].flatMap((epoch) => [`7-epoch${epoch}.npy`, `7-epoch${epoch}.png`]),
    )
    const { shape, data } = decodeNpy(await readFile(join(out, '7-epoch1.npy')), '7-epoch1.npy')
    expect(shape).toEqual([28, 28, 1])
    expect(createHash('sha256').update(data).digest('hex')).toBe(pictures[1]?.hash)
    expect(new Set(pictures.map(({ hash }) => hash)).size).toBe(3)
  })

  it('takes the changes of a recipe, and options before them', async () => {
    const path = join(folder, 'recipe.json')
    await writeFile(path, JSON.stringify({ model: {}, augment: { mixup: 0.2 }, seed: 3 }))
    const mixed = await look('--recipe', path, '--epochs', '2')
    expect(mixed.augment).toEqual({ mixup: 0.2 })
    expect(mixed.pictures[0]?.mixed?.share).toBeGreaterThanOrEqual(0.5)
    const none = await look('--recipe', path, '--augment', 'none', '--epochs', '2')
    expect(none.pictures[0]?.hash).toBe(none.pictures[1]?.hash)
  })

  it.each([
    [['--augment', 'turn=3'], 'Expected none, or a list of flip[=0.5], '],
    [['--augment', 'shift=0.7'], 'shift must be at most 0.5, but is 0.7.'],
    [['--augment', 'shift='], 'shift must be a number'],
  ])('%j is wrong usage', async (words, message) => {
    const ran = await runCli(['augment', 'fashion-mnist', ...words])
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain(message)
  })

  it('refuses changes of colour for grey pictures, and an example that there is not', async () => {
    expect(
      errorOf(await runCli(['augment', 'fashion-mnist', '--augment', 'hue', '--json'])),
    ).toMatchObject({ code: 'invalid-recipe', details: { field: 'augment.hue' } })
    expect(
      errorOf(await runCli(['augment', 'fashion-mnist', '--example', '60000', '--json'])),
    ).toMatchObject({ code: 'invalid-argument' })
  })
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { trainEventSchema, type TrainEvent } from '@shared/contract/training'
import { ownCache } from '../../../testing/own-cache'
import { documentOf, errorOf, runCli, type Ran } from '../testing/run-cli'

let folder: string
const at = (name: string): string => join(folder, name)

/** Two classes of dark and light pictures, some of them alike, with three parts and with one. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-validation-'))
  vi.stubEnv('CONVSCOPE_CACHE', ownCache(at('cache')))
  vi.stubEnv('CONVSCOPE_DATA', at('data'))
  const write = async (place: string, count: number): Promise<void> => {
    for (const [name, light] of [
      ['cat', 60],
      ['dog', 90],
    ] as const) {
      await mkdir(at(`${place}/${name}`), { recursive: true })
      for (let i = 0; i < count; i++) {
        const data = new Uint8Array(784).map((_, cell) => light + ((cell * (i + 3)) % 60))
        await writeFile(
          at(`${place}/${name}/${i}.png`),
          encode({ width: 28, height: 28, channels: 1, data }),
        )
      }
    }
  }
  await write('three/train', 20)
  await write('three/val', 6)
  await write('three/test', 5)
  await write('pets', 40)
  for (const name of ['three', 'pets'])
    documentOf(await runCli(['datasets', 'import', at(name), '--json']))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const train = (dataset: string, out: string, ...words: readonly string[]): Promise<Ran> =>
  runCli([
    ...['train', 'lenet-relu', '--dataset', dataset, '--out', at(out)],
    ...['--epochs', '4', '--batch-size', '16', '--lr', '0.05', ...words],
  ])
const eventsOf = ({ stdout }: Ran): TrainEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => trainEventSchema.parse(JSON.parse(line)))

describe('train --validation', () => {
  it('measures epochs on a share, and says the best and the test accuracy at the end', async () => {
    const ran = await train('pets', 'share', '--validation', '0.25')
    expect(ran.stderr).toContain(
      'Epochs are measured on a validation part of the training pictures: 16 of 64, 8 of each of the 2 classes.',
    )
    expect(ran.stdout).toMatch(/validation loss {2}validation accuracy/)
    expect(ran.stdout).toMatch(/best epoch \d: validation loss [\d.]+, validation accuracy/)
    expect(ran.stdout).toMatch(/test accuracy .*read once with the weights of epoch \d/)
    const evaluated = await runCli(['evaluate', at('share')])
    expect(evaluated.stderr).toMatch(/weights are those of epoch \d, which has the lowest/)
  })

  it('takes a part that the data set has, unless told otherwise', async () => {
    const own = await train('three', 'own', '--json')
    expect(own.stderr).toContain('has a validation part of its own: epochs are measured on its 12')
    const done = eventsOf(own).at(-1)
    expect(done).toMatchObject({
      type: 'done',
      best: { validationLoss: expect.any(Number) as number },
    })
    const none = await train('three', 'none', '--validation', 'none', '--json')
    expect(eventsOf(none).filter((event) => event.type === 'epoch')[0]).toHaveProperty('testLoss')
    expect(eventsOf(none).at(-1)).not.toHaveProperty('best')
  })

  it('stops early, and names the last weights on request', async () => {
    const ran = await train(
      'pets',
      'early',
      '--validation',
      '0.1',
      '--patience',
      '1',
      '--lr',
      '1e-12',
    )
    const [, epoch] = /stopped early at epoch (\d)/.exec(ran.stdout) ?? []
    expect(Number(epoch)).toBeLessThan(4)
    const last = documentOf(await runCli(['evaluate', `${at('early')}@last`, '--json'])) as {
      weights: unknown
    }
    expect(last.weights).toEqual({ kind: 'checkpoint', step: 5 * Number(epoch) })
    const resumed = await runCli(['resume', at('early'), '--json'])
    expect(errorOf(resumed)).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(`stopped early at epoch ${epoch} of 4`) as string,
    })
    const exported = at('early-npz')
    documentOf(
      await runCli(['export', at('early'), '--format', 'npz', '--out', exported, '--json']),
    )
    const { readFile } = await import('node:fs/promises')
    const certificate: unknown = JSON.parse(
      await readFile(join(exported, 'certificate.json'), 'utf8'),
    )
    expect(certificate).toMatchObject({ of: { which: 'best' } })
  })

  it.each([
    [['--validation', '0.6'], 'a number from 0.01 to 0.5'],
    [['--validation', 'some'], 'a number from 0.01 to 0.5'],
    [['--patience', '3'], 'Patience needs a validation part'],
    [['--validation', 'own'], 'has no validation part of its own'],
  ])('refuses %j', async (words, why) => {
    const ran = await train('pets', 'refused', ...words)
    expect(ran.status).not.toBe(0)
    expect(ran.stderr).toContain(why)
  })
})

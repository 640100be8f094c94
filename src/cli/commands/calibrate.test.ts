import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { pictureFolder } from '../testing/pictures'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-calibrate-'))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

interface Answered {
  readonly temperature?: number
  readonly images: readonly {
    readonly predictions: readonly { readonly probability: number; readonly label: string }[]
    readonly likeness?: { readonly unlike: boolean; readonly energy: { readonly value: number } }
  }[]
}
const predicted = async (...words: string[]) =>
  documentOf(await runCli(['predict', 'bundled:lenet', ...words, '--json'])) as Answered

describe('evaluate --calibrate', () => {
  it('is asked for before what needs it', async () => {
    const ran = await runCli(['predict', 'bundled:lenet', at('grey.png'), '--calibrated', '--json'])
    expect(errorOf(ran)).toMatchObject({ code: 'invalid-argument' })
    const out = join(folder, 'none')
    const words = ['export', 'bundled:lenet', '--format', 'tfjs', '--calibration', '--out', out]
    expect(errorOf(await runCli([...words, '--json'])).code).toBe('invalid-argument')
    const limited = ['evaluate', 'bundled:lenet', '--calibrate', '--limit-test', '9', '--json']
    expect(errorOf(await runCli(limited)).code).toBe('invalid-argument')
    expect((await predicted(at('grey.png'))).images[0]?.likeness).toBeUndefined()
  })

  it('gives its figures to programs and to people', async () => {
    const words = ['evaluate', 'bundled:lenet', '--calibrate', '--alpha', '0.15']
    const { reliability } = documentOf(await runCli([...words, '--json'])) as {
      reliability: {
        fitted: number[]
        measured: number
        temperature: number
        sets: { alpha: number }[]
      }
    }
    expect(reliability.fitted).toHaveLength(5000)
    expect(reliability.sets.map(({ alpha }) => alpha)).toEqual([0.01, 0.05, 0.1, 0.15, 0.2])
    const { stdout } = await runCli(words)
    expect(stdout).toContain(`temperature ${reliability.temperature.toFixed(3)}`)
    expect(stdout).toMatch(/^Fitted on 5,000 test pictures .* measured on the other 5,000:$/m)
    expect(stdout).toMatch(/A picture is unlike those of the training: energy above -?\d/)
  })

  it('is used by predict, in the same order, and goes with an export', async () => {
    const plain = await predicted(at('grey.png'))
    const scaled = await predicted(at('grey.png'), '--calibrated')
    expect(scaled.temperature).toBeGreaterThan(1)
    const labels = (from: Answered) => from.images[0]?.predictions.map(({ label }) => label)
    expect(labels(scaled)).toEqual(labels(plain))
    const first = (from: Answered) => from.images[0]?.predictions[0]?.probability ?? NaN
    expect(first(scaled)).toBeLessThan(first(plain))
    expect(plain.images[0]?.likeness).toMatchObject({
      energy: { value: expect.any(Number) as number },
    })
    const out = join(folder, 'export')
    const words = ['export', 'bundled:lenet', '--format', 'tfjs', '--calibration', '--out', out]
    documentOf(await runCli([...words, '--json']))
    const about = JSON.parse(await readFile(join(out, 'convscope.json'), 'utf8')) as object
    expect(about).toMatchObject({ reliance: { temperature: scaled.temperature } })
    const again = documentOf(
      await runCli(['predict', out, at('grey.png'), '--calibrated', '--json']),
    ) as Answered
    expect(first(again)).toBeCloseTo(first(scaled), 5)
  })
})

describe('compare', () => {
  it('lists every picture with its cell', async () => {
    const words = ['compare', 'bundled:lenet', 'lenet', '--limit-test', '300']
    const found = documentOf(await runCli([...words, '--json'])) as {
      count: number
      both: number
      p: number
      pictures: { cell: string; label: number; first: number; second: number }[]
    }
    expect(found.count).toBe(300)
    expect(found.pictures.filter(({ cell }) => cell === 'both')).toHaveLength(found.both)
    for (const { cell, label, first } of found.pictures)
      expect(first === label).toBe(cell === 'both' || cell === 'onlyFirst')
    const { stdout } = await runCli([...words, '--list', '2'])
    expect(stdout).toMatch(/only the first right +\d+/)
    expect(stdout).toContain('They differ by more than chance explains')
  })
})

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noticeSchema, trainEventSchema, type Notice } from '@shared/contract/training'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readEpochWeights } from '../../engine/runs/epoch-weights'
import { readRunFile } from '../../engine/runs/run-folder'
import { documentOf, errorOf, runCli, type Ran } from '../testing/run-cli'

const SMALL = ['--limit-train', '260', '--limit-test', '100', '--batch-size', '128', '--seed', '3']
const SHOE = join(__dirname, '../../../resources/samples')
let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-resume-'))
  process.env.CONVSCOPE_DATA = at('data')
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  delete process.env.CONVSCOPE_DATA
  await rm(folder, { recursive: true, force: true })
})

const train = (model: string, name: string, ...words: readonly string[]): Promise<Ran> =>
  runCli(['train', model, ...SMALL, ...words, '--out', at(name), '--json'])

/** The lines of `--json`: remarks, and points of the run. */
function linesOf({ stdout }: Ran): { notices: Notice[]; events: number } {
  const values = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string })
  const notices = values.filter(({ type }) => type === 'notice')
  for (const event of values.filter(({ type }) => type !== 'notice')) trainEventSchema.parse(event)
  return {
    notices: notices.map((notice) => noticeSchema.parse(notice)),
    events: values.length - notices.length,
  }
}

async function weightsOf(run: string): Promise<Buffer> {
  documentOf(await runCli(['export', run, '--format', 'npz', '--out', `${run}-npz`, '--json']))
  return readFile(join(`${run}-npz`, 'weights.npz'))
}

describe('train on a model that has trained weights', () => {
  it('starts from them with the settings of its run, and says so before the first step', async () => {
    await train('lenet', 'source', '--epochs', '2', '--lr', '0.5')
    const ran = await train(at('source'), 'on', '--epochs', '1')
    const [notice] = linesOf(ran).notices
    expect(notice).toMatchObject({ code: 'start-weights' })
    expect(notice?.text).toMatch(
      /^The training starts from the weights of .*LeNet.* \(test accuracy/,
    )
    expect(notice?.text).toContain(`npx convscope resume ${at('source')} --epochs 4`)
    const first = await readEpochWeights(at('on'), 0)
    expect(first).toEqual(await readEpochWeights(at('source'), 2))
    expect((await readRunFile(at('on'))).recipe).toMatchObject({
      learningRate: 0.5,
      start: { title: 'LeNet', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    })

    const fork = await train(
      ...[at('source'), 'fork', '--epochs', '1', '--epoch', '1', '--new-head'],
      ...['--freeze', 'conv1,conv2', '--layer-rates', 'dense1=0.5'],
    )
    expect(linesOf(fork).notices[0]?.text).toContain('LeNet, epoch 1. Fresh weights: dense3.')
    const [begun, after, kept] = await Promise.all([
      readEpochWeights(at('fork'), 0),
      readEpochWeights(at('fork'), 1),
      readEpochWeights(at('source'), 1),
    ])
    for (const name of kept.keys()) {
      if (!name.startsWith('dense3.')) expect(begun.get(name), name).toEqual(kept.get(name))
      if (name.startsWith('conv')) expect(after.get(name), name).toEqual(kept.get(name))
      else expect(after.get(name), name).not.toEqual(begun.get(name))
    }
  })

  it('refuses what needs trained weights without them', async () => {
    expect(errorOf(await train('lenet', 'no', '--epoch', '1')).code).toBe('invalid-argument')
    expect(errorOf(await train('lenet', 'no', '--new-head')).code).toBe('invalid-argument')
    expect(errorOf(await train('lenet', 'no', '--freeze', 'conv9')).message).toContain('conv9')
  })

  it('says with --fresh that they are not used, and how to continue the run', async () => {
    const ran = await train('bundled:lenet', 'anew', '--fresh', '--epochs', '1')
    expect(ran.status).toBe(0)
    expect(linesOf(ran).notices).toEqual([
      {
        type: 'notice',
        code: 'weights-not-used',
        text: expect.stringMatching(
          /^bundled:lenet has trained weights .*not used: train starts from fresh weights \(xavierUniform, seed 3\)/,
        ) as string,
      },
    ])
    expect(JSON.parse(ran.stdout.split('\n')[0] ?? '')).toMatchObject({ type: 'notice' })
    expect(ran.stderr).toContain('bundled:lenet has trained weights')

    const again = await train(at('anew'), 'again', '--fresh', '--epochs', '1')
    expect(linesOf(again).notices[0]?.text).toContain(
      `npx convscope resume ${at('anew')} --epochs 2`,
    )
    // The same seed and recipe: the second run used nothing of the first.
    expect((await weightsOf(at('again'))).equals(await weightsOf(at('anew')))).toBe(true)
    const exported = await train(`${at('anew')}-npz`, 'third', '--fresh', '--epochs', '1')
    expect(linesOf(exported).notices).toMatchObject([{ code: 'weights-not-used' }])
  })

  it('prints no remark for an untrained network', async () => {
    const ran = await train('lenet', 'plain', '--epochs', '1')
    expect(linesOf(ran).notices).toEqual([])
    expect(ran.stderr).not.toContain('not used')
  })
})

describe('resume --epochs', () => {
  it('trains a finished run further, to the weights of one training of as many epochs', async () => {
    await train('lenet', 'two', '--epochs', '2')
    await train('lenet', 'four', '--epochs', '4')
    const refused = errorOf(await runCli(['resume', at('two'), '--json']))
    expect(refused.code).toBe('invalid-argument')
    expect(refused.message).toContain(`npx convscope resume ${at('two')} --epochs 4`)
    const ran = await runCli(['resume', at('two'), '--epochs', '4', '--json'])
    expect(ran.status).toBe(0)
    expect(linesOf(ran).notices).toEqual([])
    expect((await weightsOf(at('two'))).equals(await weightsOf(at('four')))).toBe(true)
    expect(errorOf(await runCli(['resume', at('two'), '--epochs', '4', '--json'])).code).toBe(
      'invalid-argument',
    )
  })

  it('says what a cosine does, and that the recipe alone does not repeat such a run', async () => {
    await train('lenet', 'cosine', '--epochs', '1', '--schedule', 'cosine')
    const ran = await runCli(['resume', at('cosine'), '--epochs', '2', '--json'])
    expect(linesOf(ran).notices).toMatchObject([
      { code: 'schedule', text: expect.stringContaining('recomputed for 2') as string },
    ])
    const repeated = await runCli([
      ...['train', '--recipe', join(at('cosine'), 'run.json')],
      ...['--out', at('repeated'), '--json'],
    ])
    expect(linesOf(repeated).notices).toMatchObject([{ code: 'schedule' }])
  })
})

describe('weights that are not the newest', () => {
  it('are named on stderr and in the JSON of every command that uses them', async () => {
    await train('lenet', 'damaged', '--epochs', '2')
    const picture = join(SHOE, 'ankle-boot.png')
    const answer = async () =>
      documentOf(await runCli(['predict', at('damaged'), picture, '--json'])) as {
        weights: object
        warnings?: string[]
      }
    expect(await answer()).toMatchObject({ weights: { kind: 'checkpoint', step: 6 } })
    expect((await answer()).warnings).toBeUndefined()

    await truncate(join(at('damaged'), 'checkpoints', 'step-000000006.checkpoint'), 99)
    expect(await answer()).toMatchObject({ weights: { kind: 'epoch', step: 6, epoch: 2 } })
    await truncate(join(at('damaged'), 'epochs', 'epoch-00002.npz'), 99)
    const ran = await runCli(['predict', at('damaged'), picture])
    expect(ran.stderr).toMatch(/checkpoint of step 6 .*damaged.*The weights of step 3 are used\./)
    for (const words of [
      ['predict', at('damaged'), picture],
      ['evaluate', at('damaged'), '--limit-test', '50'],
      ['export', at('damaged'), '--format', 'tfjs', '--out', at('damaged-tfjs')],
    ])
      expect(documentOf(await runCli([...words, '--json']))).toMatchObject({
        weights: { kind: 'checkpoint', step: 3 },
        warnings: [expect.stringContaining('step 3')],
      })

    const resumed = await runCli(['resume', at('damaged'), '--epochs', '3', '--json'])
    expect(linesOf(resumed).notices).toMatchObject([{ code: 'other-weights' }])
    expect(resumed.stderr).toContain('continues from the checkpoint of step 3')
  })
})

describe('a network that is too large for the memory', () => {
  it('is refused in numbers by every command that needs its weights, before anything is written', async () => {
    vi.stubEnv('CONVSCOPE_MEMORY', '1e9')
    const spec = {
      name: 'Wide',
      input: { height: 28, width: 28, channels: 1 },
      layers: [
        { id: 'flatten', kind: 'flatten' },
        { id: 'wide', kind: 'dense', units: 65_536 },
        { id: 'wider', kind: 'dense', units: 1400 },
        { id: 'out', kind: 'dense', units: 10 },
      ],
    }
    await writeFile(at('wide.json'), JSON.stringify(spec))
    await writeFile(at('recipe.json'), JSON.stringify({ model: spec, dataset: 'fashion-mnist' }))
    for (const words of [
      ['train', at('wide.json'), '--out', at('wide')],
      ['train', '--recipe', at('recipe.json'), '--out', at('wide')],
      ['predict', at('wide.json'), join(SHOE, 'ankle-boot.png')],
      ['export', at('wide.json'), '--format', 'npz', '--out', at('wide-npz')],
    ]) {
      const error = errorOf(await runCli([...words, '--json']))
      expect(error).toMatchObject({
        code: 'too-large',
        message: expect.stringMatching(/Wide.*0\.6 GB.*1\.0 GB of memory/) as string,
      })
    }
    expect(await readFile(join(at('wide'), 'run.json')).catch(() => 'nothing')).toBe('nothing')
    // Commands that need no weights still work.
    expect(documentOf(await runCli(['summary', at('wide.json'), '--json']))).toHaveProperty(
      'totals',
    )
  })
})

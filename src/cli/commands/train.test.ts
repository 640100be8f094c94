import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trainEventSchema, type TrainEvent } from '@shared/contract/training'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documentOf, errorOf, runCli, type Ran } from '../testing/run-cli'

const SMALL = [
  '--dataset',
  'fashion-mnist',
  '--limit-train',
  '520',
  '--limit-test',
  '200',
  '--batch-size',
  '128',
  '--seed',
  '3',
]
let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-train-'))
  vi.stubEnv('CONVSCOPE_DATA', at('data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const train = (words: readonly string[], options = {}): Promise<Ran> =>
  runCli(['train', ...words, ...SMALL], options)

function eventsOf({ stdout }: Ran): TrainEvent[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => trainEventSchema.parse(JSON.parse(line)))
}

/** The weights of a run as the bytes of its npz export. */
async function weightsOf(run: string): Promise<Buffer> {
  documentOf(
    await runCli([
      'export',
      run,
      '--format',
      'npz',
      '--out',
      `${run}-npz`,
      '--overwrite',
      '--json',
    ]),
  )
  return readFile(join(`${run}-npz`, 'weights.npz'))
}

describe('train and resume', () => {
  it('prints an event a line, the result last, and leaves a run', async () => {
    const ran = await train(['lenet', '--epochs', '2', '--out', at('whole'), '--json'])
    expect(ran.status).toBe(0)
    const events = eventsOf(ran)
    expect(events.filter(({ type }) => type === 'progress').length).toBeGreaterThanOrEqual(10)
    expect(
      events.filter((event) => event.type === 'epoch').map(({ epoch, step }) => [epoch, step]),
    ).toEqual([
      [1, 5],
      [2, 10],
    ])
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      run: at('whole'),
      device: expect.stringMatching(/CPU|GPU/) as string,
    })
    expect(JSON.parse(await readFile(join(at('whole'), 'run.json'), 'utf8'))).toMatchObject({
      state: 'finished',
      recipe: { seed: 3, limitTrain: 520 },
    })
  })

  it('continues after Ctrl-C to the same weights', async () => {
    const stopped = await train(['lenet', '--epochs', '2', '--out', at('stopped'), '--json'], {
      interruptAfter: '"type":"epoch"',
    })
    expect(stopped.status).toBe(1)
    const lines = stopped.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type?: string; error?: unknown })
    expect(lines.filter(({ type }) => type === 'done')).toEqual([])
    expect(lines.at(-1)).toEqual({
      error: {
        code: 'cancelled',
        message: expect.stringContaining(`npx convscope resume ${at('stopped')}`) as string,
        details: { run: at('stopped') },
      },
    })
    expect(lines.slice(0, -1).every(({ type }) => type !== undefined)).toBe(true)
    const resumed = await runCli(['resume', at('stopped'), '--json'])
    expect(resumed.status).toBe(0)
    expect(eventsOf(resumed).at(-1)).toMatchObject({ type: 'done' })
    expect((await weightsOf(at('stopped'))).equals(await weightsOf(at('whole')))).toBe(true)
  })

  it('says how to continue after Ctrl-C', async () => {
    const stopped = await train(['lenet', '--epochs', '2', '--out', at('told')], {
      interruptAfter: 'step ',
    })
    expect(stopped.status).toBe(1)
    expect(stopped.stderr).toContain(
      `convscope: Stopped with a checkpoint; to continue: npx convscope resume ${at('told')}`,
    )
  })

  it('repeats a run from its recipe, and lets options override it', async () => {
    // The lesson of a recipe is kept and changes nothing.
    const lesson = 'convscope:lesson/lenet?q1Yy'
    const { recipe } = JSON.parse(await readFile(join(at('whole'), 'run.json'), 'utf8')) as {
      recipe: object
    }
    await writeFile(at('recipe.json'), JSON.stringify({ ...recipe, lesson }))
    const again = await runCli([
      'train',
      '--recipe',
      at('recipe.json'),
      '--out',
      at('again'),
      '--json',
    ])
    expect(again.status).toBe(0)
    expect(JSON.parse(await readFile(join(at('again'), 'run.json'), 'utf8'))).toMatchObject({
      recipe: { ...recipe, lesson },
    })
    expect((await weightsOf(at('again'))).equals(await weightsOf(at('whole')))).toBe(true)
  })

  it('prints a table and the run’s folder for people; without --out it is among the runs', async () => {
    const ran = await train([
      'lenet-relu',
      '--epochs',
      '1',
      '--optimizer',
      'adam',
      '--schedule',
      'cosine',
    ])
    expect(ran.status).toBe(0)
    expect(ran.stdout).toMatch(/^epoch +step +train loss/)
    expect(ran.stdout).toMatch(/^ +1 +5 +\d\.\d{3} /m)
    expect(ran.stdout).toContain(`run: ${at('data')}/runs/`)
  })

  it('says why it can’t start', async () => {
    expect(errorOf(await train(['lenet', '--out', at('whole'), '--json'])).code).toBe(
      'already-exists',
    )
    expect(errorOf(await runCli(['resume', at('whole'), '--json'])).code).toBe('invalid-argument')
    expect(errorOf(await runCli(['resume', at('nowhere'), '--json'])).code).toBe('not-found')
    expect(errorOf(await runCli(['train', 'nosuchmodel', '--json'])).code).toBe('not-found')
    expect(errorOf(await runCli(['train', 'lenet', '--dataset', 'nosuchset', '--json'])).code).toBe(
      'not-found',
    )
    expect(
      errorOf(await runCli(['train', 'lenet', '--recipe', at('nosuchfile'), '--json'])).code,
    ).toBe('not-found')
    await writeFile(at('broken.json'), '{')
    expect(
      errorOf(await runCli(['train', 'lenet', '--recipe', at('broken.json'), '--json'])).code,
    ).toBe('invalid-file')
    expect(
      errorOf(await runCli(['train', 'lenet', '--optimizer', 'adam', '--nesterov', '--json'])).code,
    ).toBe('invalid-recipe')
    expect(errorOf(await runCli(['train', '--json'])).code).toBe('invalid-recipe')
  })

  it('stops when the loss is no longer a number', async () => {
    const ran = await train([
      'lenet-relu',
      '--lr',
      '900',
      '--momentum',
      '0.9',
      '--epochs',
      '3',
      '--out',
      at('wild'),
      '--json',
    ])
    expect(ran.status).toBe(1)
    const last = JSON.parse(ran.stdout.trimEnd().split('\n').at(-1) ?? '') as {
      error: { code: string }
    }
    expect(last.error.code).toBe('diverged')
  })
})

describe('evaluate', () => {
  it('agrees with the training’s own test accuracy, and adds up', async () => {
    const evaluation = documentOf(
      await runCli([
        'evaluate',
        at('whole'),
        '--dataset',
        'fashion-mnist',
        '--limit-test',
        '200',
        '--json',
      ]),
    ) as {
      accuracy: number
      confusionMatrix: number[][]
      perClass: { label: string; count: number; correct: number }[]
    }
    const { last } = JSON.parse(
      await readFile(join(at('whole'), 'metrics.jsonl'), 'utf8').then(
        (text) => `{"last":${text.trimEnd().split('\n').at(-1) ?? ''}}`,
      ),
    ) as { last: { testAccuracy: number } }
    expect(evaluation.accuracy).toBeCloseTo(last.testAccuracy, 6)
    expect(evaluation.confusionMatrix.flat().reduce((sum, count) => sum + count, 0)).toBe(200)
    expect(evaluation.perClass.reduce((sum, { correct }) => sum + correct, 0) / 200).toBeCloseTo(
      evaluation.accuracy,
      6,
    )
    expect(evaluation.perClass).toHaveLength(10)
  })

  it('prints scores and matrix, on the data set of the run', async () => {
    const { stdout, status } = await runCli(['evaluate', at('whole'), '--limit-test', '100'])
    expect(status).toBe(0)
    expect(stdout).toContain('on 100 test pictures')
    expect(stdout).toContain('Confusion matrix')
  })

  it('refuses a network that takes other pictures', async () => {
    const ran = await runCli(['evaluate', 'vgg11-small', '--dataset', 'fashion-mnist', '--json'])
    expect(errorOf(ran)).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('28×28×1') as string,
    })
  })
})

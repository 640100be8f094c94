import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readNewestCheckpoint } from '../../runs/testing/newest-checkpoint'
import { runTraining } from '../run-training'
import { data, recipe } from '../testing/recipes'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-killed-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const AUGMENTED = recipe({
  augment: { flip: 0.5, shift: 0.1, rotate: 10, brightness: 0.2, noise: 0.1, mixup: 0.2 },
  epochs: 40,
  checkpointEverySteps: 3,
})

const quiet = { onEvent: () => undefined, onState: () => undefined, mode: 'graph' as const }
const load = () => Promise.resolve(data)

/** A training in a process of its own, which tells each step. */
const PROGRAM = (run: string): string => `
require('tsx/cjs/api').register()
const { runTraining } = require(${JSON.stringify(resolve('src/engine/training/run-training.ts'))})
const { data } = require(${JSON.stringify(resolve('src/engine/training/testing/recipes.ts'))})
void runTraining({
  folder: ${JSON.stringify(run)},
  recipe: ${JSON.stringify(AUGMENTED)},
  mode: 'graph',
  onEvent: () => undefined,
  onState: () => undefined,
  onStep: (step) => process.send(step),
}, () => Promise.resolve(data))
`

const killedAt = (child: ChildProcess, step: number): Promise<void> =>
  new Promise((done, failed) => {
    child.on('message', (made: number) => made >= step && child.kill('SIGKILL'))
    child.on('exit', (code, signal) =>
      signal === 'SIGKILL' ? done() : failed(new Error(`it ended with ${code}`)),
    )
  })

it('a training with augmentation that is killed goes on bit for bit', async () => {
  const [program, run, whole] = ['train.cjs', 'run', 'whole'].map((name) => join(folder, name))
  await writeFile(program as string, PROGRAM(run as string))
  const child = fork(program as string, {
    execArgv: [],
    env: {
      ...process.env,
      NODE_PATH: resolve('node_modules'),
      TSX_TSCONFIG_PATH: resolve('tsconfig.node.json'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await killedAt(child, 47)
  await runTraining({ ...quiet, folder: run as string }, load)
  await runTraining({ ...quiet, folder: whole as string, recipe: AUGMENTED }, load)
  const [killed, undisturbed] = await Promise.all([
    readNewestCheckpoint(run as string),
    readNewestCheckpoint(whole as string),
  ])
  expect(killed?.position.step).toBe(160)
  expect(killed?.weights).toEqual(undisturbed?.weights)
  expect(killed?.optimizerState).toEqual(undisturbed?.optimizerState)
})

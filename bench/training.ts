/**
 * The app's training step against a bare tfjs-node loop: LeNet of chapter 6.3, batch 256, SGD 0.9, one process each, run
 * by turns so that both meet the same machine. `--rounds 5 --passes 3 --steps 40`.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { option } from './lib/option'
import type { Measurement } from './lib/training'

const LOOPS = ['training-bare', 'training-app'] as const
type Loop = (typeof LOOPS)[number]

function measureOnce(loop: Loop): Measurement {
  const options = ['--passes', String(option('passes', 3)), '--steps', String(option('steps', 40))]
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, `${loop}.ts`), ...options], {
    encoding: 'utf8',
    // tsx finds the aliases of imports there.
    env: { ...process.env, TSX_TSCONFIG_PATH: join(__dirname, '..', 'tsconfig.node.json') },
  })
  if (status !== 0) throw new Error(`${loop} failed:\n${stderr}`)
  return JSON.parse(stdout) as Measurement
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const measured = new Map<Loop, Measurement[]>(LOOPS.map((loop) => [loop, []]))
for (let round = 0; round < option('rounds', 5); round++) {
  for (const loop of LOOPS) measured.get(loop)?.push(measureOnce(loop))
}
const summary = LOOPS.map((loop) => {
  const all = measured.get(loop) ?? []
  const rates = all.flatMap(({ passes }) => passes)
  return {
    loop,
    examplesPerSecond: { median: Math.round(middle(rates)), min: Math.round(Math.min(...rates)), max: Math.round(Math.max(...rates)) },
    cpuMillisecondsPerStep: Number(middle(all.flatMap(({ cpuMilliseconds }) => cpuMilliseconds)).toFixed(1)),
  }
})
console.log(JSON.stringify(summary, null, 2))

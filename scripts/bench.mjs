/**
 * `npm run bench`: lists the benchmarks. `npm run bench -- <name> [options]`: sets up what it
 * needs, builds, and runs it, on a screen in memory where it opens the app. Benchmarks only print;
 * no test asserts their results.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bringDataset } from './setup/dataset.mjs'
import { build } from './setup/lib/build.mjs'
import { createContext } from './setup/lib/context.mjs'
import { say } from './setup/lib/report.mjs'
import { withWindow } from './setup/lib/window.mjs'
import { bringSteps, steps, tellFailure } from './setup/lib/steps.mjs'

const ctx = createContext()
const [name, ...options] = process.argv.slice(2)
const SCREEN = '1440x1000x24'

const BENCHES = {
  setup: {
    about:
      'installs PyTorch, TensorFlow and JAX for the comparison (a Python environment in the cache, 3 GB)',
    needs: 'packages',
  },
  training: {
    about: 'training steps compared with PyTorch, TensorFlow and JAX (4 min a model)',
    needs: 'engine',
    programs: ['training/convscope-worker'],
  },
  'graph-equality': {
    about:
      'the compiled training step compared with the eager one, 100 steps of every preset and optimizer (5 min)',
    needs: 'engine',
  },
  calls: { about: 'the cost of a call besides its training step (30 s)', needs: 'engine' },
  'training-app': {
    about:
      'training in the app compared with plain loops, and the cost of live feature maps (2 to 3 min)',
    needs: 'window',
    programs: ['training/convscope-worker', 'training/bare-worker'],
  },
  app: {
    about: 'launch, dropped picture to painted maps, memory, frame times (2 min)',
    needs: 'window',
  },
  'gpu-bundle': {
    about: 'packs the training benchmark for a machine with an NVIDIA GPU and no network (10 min)',
    needs: 'packages',
  },
  'gpu-placement': {
    about:
      'which operations of a training step can run on a GPU, by the list of kernels of the CUDA libtensorflow (1 min)',
    needs: 'engine',
  },
  lessons: {
    about:
      'frame times of the sliding window: playing, scrubbing, pointing and painting, up to 1024×1024 (2 min)',
    needs: 'window',
  },
  inspect: {
    about: 'painting to repainted maps, strongest patches over 70,000 pictures (1 min)',
    needs: 'window',
  },
  builder: {
    about:
      'the builder with a network of 1,000 layers: arithmetic, and from an edit to the repainted table and graph (1 min)',
    needs: 'window',
  },
  pictures: {
    about:
      'decoding pictures of every format and up to 100 megapixels, and importing photographs: time and memory (2 min)',
    needs: 'engine',
  },
  suggest: {
    about:
      'the proposed recipe of seven data sets compared with the best of a search over networks and rates (25 min)',
    needs: 'engine',
  },
  fields: {
    about:
      'fields of a 1,000-layer network, and from the pointer to a painted field on LeNet (1 min)',
    needs: 'window',
  },
}

/** The preparations of each kind of benchmark. */
const NEEDS = {
  packages: [steps.packages],
  engine: [steps.packages, steps.tensorflow],
  window: [steps.packages, steps.libraries, steps.testLibraries, steps.tensorflow, steps.electron],
}

function usage() {
  const width = Math.max(...Object.keys(BENCHES).map((id) => id.length))
  const lines = Object.entries(BENCHES).map(([id, { about }]) => `  ${id.padEnd(width)}  ${about}`)
  return [
    'Usage: npm run bench -- <name> [options]; --help after a name lists its options',
    ...lines,
  ].join('\n')
}

/** Its builder is one of the packages that a fresh clone has to bring first. */
async function buildAll(programs) {
  const { buildPrograms } = await import('../bench/lib/programs.mjs')
  await buildPrograms(ctx.root, programs, join(ctx.root, 'out', 'bench'))
}

/** @returns {Promise<number>} the benchmark's exit status */
async function run({ needs }) {
  const file = ['ts', 'mjs']
    .map((ending) => join(ctx.root, 'bench', `${name}.${ending}`))
    .find((path) => existsSync(path))
  const start = (more = {}) => {
    // tsx finds the aliases of imports there.
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(ctx.root, 'tsconfig.node.json'), ...more }
    return (
      spawnSync(process.execPath, ['--import', 'tsx', file, ...options], {
        cwd: ctx.root,
        env,
        stdio: 'inherit',
      }).status ?? 1
    )
  }
  return needs === 'window' ? withWindow(ctx, start, SCREEN) : start()
}

async function main() {
  const bench = Object.hasOwn(BENCHES, name ?? '') ? BENCHES[name] : undefined
  if (name === undefined) {
    console.log(usage())
    return 0
  }
  if (!bench) {
    say(`There is no benchmark "${name}".\n${usage()}`)
    return 2
  }
  const asksOnly = options.includes('--help')
  if (!asksOnly) {
    if (!(await bringSteps(NEEDS[bench.needs], ctx))) return 1
    if (bench.needs !== 'packages') {
      await build(ctx)
      await bringDataset(ctx)
      if (bench.programs) await buildAll(bench.programs)
    }
  }
  return run(asksOnly ? { ...bench, needs: 'packages' } : bench)
}

process.exitCode = await main().catch((error) => {
  tellFailure({ title: 'npm run bench' }, error)
  return 1
})

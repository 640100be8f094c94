/**
 * Packs what a machine with an NVIDIA GPU but without a network needs to run the training
 * benchmark: Node, the built engine and benchmark, Fashion-MNIST, the CUDA libtensorflow and
 * NVIDIA's libraries, each as compressed parts with SHA-256 sums, and `run.sh`, which verifies,
 * unpacks and runs them.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bringDataset } from '../scripts/setup/dataset.mjs'
import { compileBinding } from '../scripts/setup/lib/binding.mjs'
import { createContext } from '../scripts/setup/lib/context.mjs'
import { bringLibtensorflow } from '../scripts/setup/lib/libtensorflow.mjs'
import { say } from '../scripts/setup/lib/report.mjs'
import { variantFolder } from '../scripts/setup/lib/variant.mjs'
import { buildBench } from './gpu/build.mjs'
import { componentsOf } from './gpu/components.mjs'
import { pack } from './gpu/pack.mjs'

const USAGE = `Usage: npm run bench -- gpu-bundle [options]
  --out <folder>     where the parts go (gpu-bundle in the user's cache); it is emptied first
  --part-mb <n>      largest part (60)
  --without <names>  components to leave out, for machines that have them: nvidia for all of NVIDIA's libraries
                     (Python packages of CUDA 12 or 13 are found by run.sh), or cublas, cudnn, …
  --json             one JSON document as the last line of the output
On Linux x64. Fetches 3.5 GB the first time, needs 14 GB of disk, takes about 10 minutes.`

function readOptions() {
  const text = { type: 'string' }
  const { values } = parseArgs({
    options: {
      out: text,
      'part-mb': text,
      without: text,
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const megabytes = Number(values['part-mb'] ?? 60)
  if (!(megabytes >= 1)) throw new Error('--part-mb takes a number from 1.')
  return { ...values, megabytes, without: values.without?.split(',') ?? [] }
}

async function bundle({ out, megabytes, without }) {
  const ctx = createContext({ variant: 'cuda' })
  const target = resolve(out ?? join(ctx.cache, 'bench', 'gpu-bundle'))
  await bringLibtensorflow(ctx, 'cuda')
  await compileBinding(ctx, 'cuda')
  if (!(await bringDataset(ctx))) throw new Error('Fashion-MNIST could not be downloaded.')
  const staging = await mkdtemp(join(tmpdir(), 'convscope-bundle-'))
  try {
    await buildBench(ctx.root, staging)
    const components = componentsOf({ staging, cuda: variantFolder(ctx, 'cuda'), cache: ctx.cache })
    const chosen = components.filter(
      ({ name, group }) => !without.includes(name) && !without.includes(group),
    )
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    const parts = []
    for (const component of chosen) {
      say(`Packing ${component.name} …`)
      parts.push(...(await pack(component, target, megabytes * 1e6)))
    }
    await writeFile(
      join(target, 'parts.sha256'),
      parts.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''),
    )
    await cp(join(ctx.root, 'bench/gpu/run.sh'), join(target, 'run.sh'))
    return {
      folder: target,
      parts,
      leftOut: components
        .filter((component) => !chosen.includes(component))
        .map(({ name }) => name),
    }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function main() {
  const options = readOptions()
  if (options.help) return console.log(USAGE)
  const result = await bundle(options)
  const total = result.parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const largest = Math.max(...result.parts.map(({ bytes }) => bytes))
  console.log(
    `${result.folder}: ${result.parts.length} parts, ${(total / 1e6).toFixed(0)} MB, the largest ${(largest / 1e6).toFixed(1)} MB`,
  )
  console.log(
    'Carry the folder over, also piece by piece, then there: bash run.sh --models lenet --json',
  )
  if (options.json) console.log(JSON.stringify(result))
}

await main().catch((error) => {
  say(
    error.code?.startsWith('ERR_PARSE_ARGS')
      ? `${error.message}\n${USAGE}`
      : (error.stack ?? error.message),
  )
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1
})

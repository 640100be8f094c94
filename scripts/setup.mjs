/**
 * Sets up what the app needs and is missing:
 *   node scripts/setup.mjs [--only <step>] [--cuda | --cpu] [--offline] [--fresh]
 */
import { parseArgs } from 'node:util'
import { bringDataset } from './setup/dataset.mjs'
import { createContext } from './setup/lib/context.mjs'
import { say } from './setup/lib/report.mjs'
import { allSteps, bringSteps, steps } from './setup/lib/steps.mjs'

const names = [...Object.values(steps).map((step) => step.id), 'dataset']
const usage = `usage: npm run setup -- [--only ${names.join(' | ')}] [--cuda | --cpu] [--offline] [--fresh]`

function readArguments() {
  try {
    const flag = { type: 'boolean', default: false }
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        cuda: flag,
        cpu: flag,
        offline: flag,
        fresh: flag,
        help: flag,
      },
    })
    if (values.help || (values.cuda && values.cpu) || (values.only && !names.includes(values.only)))
      throw new Error(usage)
    return values
  } catch (error) {
    say(error.message === usage ? usage : `${error.message}\n${usage}`)
    process.exit(2)
  }
}

const { only, cuda, cpu, offline, fresh } = readArguments()
const ctx = createContext({ variant: cuda ? 'cuda' : cpu ? 'cpu' : undefined, offline, fresh })
const wanted = only ? Object.values(steps).filter((step) => step.id === only) : allSteps
const ready =
  (await bringSteps(wanted, ctx)) && ((only && only !== 'dataset') || (await bringDataset(ctx)))
if (ready) say(only ? `${only}: complete` : 'Set-up: complete')
process.exitCode = ready ? 0 : 1

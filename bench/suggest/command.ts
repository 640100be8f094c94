import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { RecipeInput } from '../../src/shared/model/recipe'

const COMMAND = resolve(__dirname, '../../out/main/cli.js')
const LARGE = 256 * 1024 ** 2

/** The built command line with a data folder of its own. */
export class CommandLine {
  constructor(private readonly folder: string) {}

  /** @returns what it prints on stdout @throws Error with what it said, if it fails */
  run(words: readonly string[]): string {
    const env = { ...process.env, CONVSCOPE_DATA: join(this.folder, 'data') }
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], {
      ...{ env, encoding: 'utf8', maxBuffer: LARGE },
    })
    if (status !== 0) throw new Error(`convscope ${words.join(' ')}: ${stdout}${stderr}`)
    return stdout
  }

  json(words: readonly string[]): unknown {
    return JSON.parse(this.run([...words, '--json']))
  }

  /** Trains a recipe. @returns its accuracy on the test pictures at the end, and its seconds */
  train(recipe: RecipeInput): { readonly accuracy: number; readonly seconds: number } {
    const file = join(this.folder, 'recipe.json')
    writeFileSync(file, JSON.stringify(recipe))
    const started = performance.now()
    const lines = this.run(['train', '--recipe', file, '--json']).trim().split('\n')
    const done = doneSchema.parse(JSON.parse(lines.at(-1) ?? ''))
    return { accuracy: done.testAccuracy, seconds: (performance.now() - started) / 1000 }
  }
}

const doneSchema = z.object({ type: z.literal('done'), testAccuracy: z.number() })

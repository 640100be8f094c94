import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const shippedSchema = z.object({
  /** libtensorflow's version, for which the binding was compiled. */
  version: z.string(),
  /** Where PyPI's index is (PEP 503). */
  index: z.url(),
  /** The files to lay beside libtensorflow, with their SHA-256. */
  files: z.record(z.string(), z.string()),
})

/** What an installed app brings for TensorFlow (scripts/package/app-folder.mjs). */
export interface Shipped extends z.infer<typeof shippedSchema> {
  readonly folder: string
}

/** Undefined in a checkout, where the set-up compiles the binding. */
export function shipped(engine = process.env['CONVSCOPE_PACKAGE']): Shipped | undefined {
  if (!engine) return undefined
  const folder = join(engine, 'binding')
  const text = readFileSync(join(folder, 'binding.json'), 'utf8')
  return { folder, ...shippedSchema.parse(JSON.parse(text)) }
}

/**
 * Lays the shipped binding into libtensorflow's folder, where that has another one or none.
 * @returns the binding's path
 */
export function layBinding({ folder, files }: Shipped, libraries: string): string {
  for (const name of Object.keys(files)) {
    const [source, target] = [join(folder, name), join(libraries, name)]
    if (existsSync(target) && readFileSync(target).equals(readFileSync(source))) continue
    const draft = join(libraries, `.${name}.draft`)
    copyFileSync(source, draft)
    renameSync(draft, target)
  }
  return join(libraries, 'tfjs_binding.node')
}

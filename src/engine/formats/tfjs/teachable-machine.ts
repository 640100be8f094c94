import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Metadata } from '../metadata'

/** The file that Teachable Machine writes beside a model of pictures. */
const FILE = 'metadata.json'
const LARGEST = 4 * 1024 * 1024

const machineSchema = z.object({
  packageName: z.literal('@teachablemachine/image'),
  modelName: z.string().trim().min(1).max(120).optional().catch(undefined),
  labels: z.array(z.string().max(200)).max(65_536),
})

/** What Teachable Machine says of a model of its own. */
export type Machine = Pick<Metadata, 'title' | 'normalisation' | 'fitting'> & {
  readonly labels: readonly string[]
}

/**
 * Its pictures are cut to the middle square, and a value of 0…255 becomes value / 127 − 1: 127 and
 * not 127.5. Source: @teachablemachine/image, `utils/tf.ts`, `capture` and `cropTensor`.
 */
const HALF = 127 / 255

/** The description of a Teachable Machine model; undefined beside a model of another program. */
export async function readTeachableMachine(folder: string): Promise<Machine | undefined> {
  const file = join(folder, FILE)
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile() || info.size > LARGEST) return undefined
  const found = machineSchema.safeParse(parsed(await readFile(file, 'utf8').catch(() => '')))
  if (!found.success) return undefined
  const { labels, modelName } = found.data
  return {
    labels,
    ...(modelName !== undefined && { title: modelName }),
    normalisation: { mean: [HALF], std: [HALF] },
    fitting: 'crop',
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

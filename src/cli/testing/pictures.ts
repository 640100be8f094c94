import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prediction } from '@shared/contract/inspect'
import { encode } from 'fast-png'
import { afterAll, beforeAll } from 'vitest'
import { documentOf, runCli } from './run-cli'

/**
 * A folder for the tests of a file, with a grey picture of 28 × 28, its negative, and a text file
 * named as a picture.
 * @returns the path of a name in it, once the tests run
 */
export function pictureFolder(): (name: string) => string {
  let folder = ''
  const at = (name: string): string => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convscope-picture-'))
    const grey = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i * 37) % 256)
    const png = (data: Uint8Array): Uint8Array =>
      encode({ width: 28, height: 28, channels: 1, depth: 8, data })
    await writeFile(at('grey.png'), png(grey))
    await writeFile(at('negative.png'), png(grey.map((value) => 255 - value)))
    await writeFile(at('notes.png'), 'these are no pixels')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return at
}

/** The output of `predict` for pictures. */
export async function predict(
  model: string,
  ...words: string[]
): Promise<readonly { image: string; predictions: Prediction[] }[]> {
  const ran = await runCli(['predict', model, ...words, '--json'])
  return (documentOf(ran) as { images: { image: string; predictions: Prediction[] }[] }).images
}

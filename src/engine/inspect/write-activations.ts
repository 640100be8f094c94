import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { encodeNpy } from '../formats/npz/npy'
import { writeFileAtomic } from '../runtime/files'
import { concurrently } from '../runtime/concurrently'
import { makeFolder } from '../runtime/make-folder'
import { contactSheet } from './contact-sheet'
import type { KeptPass } from './pass'

/** Layers whose files are compressed and written at the same time; a sheet may take 64 MB. */
const AT_ONCE = 4

/**
 * Writes a pass's layers into a folder: `<id>.npy`, float32 [height, width, channels] or [units],
 * and `<id>.png`.
 * @param layer write only this one
 * @returns the names of the files
 * @throws AppError `not-found` for an unknown layer, `no-space`
 */
export async function writeActivations(
  pass: KeptPass,
  folder: string,
  layer?: string,
): Promise<readonly string[]> {
  const chosen = [...pass.outputs].filter(([id]) => layer === undefined || id === layer)
  if (chosen.length === 0) {
    throw new AppError(
      'not-found',
      phrase`There is no layer "${layer}"; the layers are ${[...pass.outputs.keys()].join(', ')}.`,
      { layer },
    )
  }
  await makeFolder(folder)
  const known = new Map(pass.layers.map((layer) => [layer.id, layer]))
  await concurrently(AT_ONCE, chosen, async ([id, values]) => {
    const [sheet] = await Promise.all([
      contactSheet(values, known.get(id)),
      writeFileAtomic(join(folder, `${id}.npy`), encodeNpy(values)),
    ])
    await writeFileAtomic(join(folder, `${id}.png`), sheet)
  })
  return chosen.flatMap(([id]) => [`${id}.npy`, `${id}.png`])
}

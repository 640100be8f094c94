import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  countRelabelled,
  relabelledSchema,
  type Relabelled,
  type RelabelledPlaces,
} from '@shared/recipe/relabelled'
import { writeFileAtomic } from '../../runtime/files'
import { dataFolder } from '../../runtime/paths'
import { fingerprintOf, type Manifest } from '../manifest'

/** In the data folder: the cache may be emptied without forgetting what was corrected. */
const relabelledPath = (id: string): string => join(dataFolder(), 'relabelled', `${id}.json`)

/** The corrected labels of a set; nothing where the list is of other pictures than it has now. */
export async function relabelledOf(manifest: Manifest): Promise<Relabelled | undefined> {
  const kept = await readFile(relabelledPath(manifest.id), 'utf8')
    .then((text) => relabelledSchema.safeParse(JSON.parse(text)).data)
    .catch(() => undefined)
  return kept?.contents === fingerprintOf(manifest) && countRelabelled(kept) > 0 ? kept : undefined
}

/** Keeps a list, complete; an empty one leaves no file. @throws AppError `no-space` … */
export async function keepRelabelled(manifest: Manifest, labels: RelabelledPlaces): Promise<void> {
  if (countRelabelled(labels) === 0) return rm(relabelledPath(manifest.id), { force: true })
  const list = relabelledSchema.parse({ contents: fingerprintOf(manifest), ...labels })
  await writeFileAtomic(relabelledPath(manifest.id), `${JSON.stringify(list)}\n`)
}

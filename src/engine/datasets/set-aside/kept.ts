import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  countAside,
  setAsideSchema,
  type AsidePlaces,
  type SetAside,
} from '@shared/recipe/set-aside'
import { writeFileAtomic } from '../../runtime/files'
import { dataFolder } from '../../runtime/paths'
import { fingerprintOf, type Manifest } from '../manifest'

/** In the data folder: the cache may be emptied without forgetting what was set aside. */
export const asidePath = (id: string): string => join(dataFolder(), 'set-aside', `${id}.json`)

/** What is set aside of a set; nothing where the list is of other pictures than it has now. */
export async function setAsideOf(manifest: Manifest): Promise<SetAside | undefined> {
  const kept = await readFile(asidePath(manifest.id), 'utf8')
    .then((text) => setAsideSchema.safeParse(JSON.parse(text)).data)
    .catch(() => undefined)
  return kept?.contents === fingerprintOf(manifest) && countAside(kept) > 0 ? kept : undefined
}

/** Keeps a list, complete; an empty one leaves no file. @throws AppError `no-space` … */
export async function keepAside(manifest: Manifest, places: AsidePlaces): Promise<void> {
  if (countAside(places) === 0) return rm(asidePath(manifest.id), { force: true })
  const list = setAsideSchema.parse({ contents: fingerprintOf(manifest), ...places })
  await writeFileAtomic(asidePath(manifest.id), `${JSON.stringify(list)}\n`)
}

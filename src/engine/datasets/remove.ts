import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import { exists, move, moveToTrash } from '../runtime/move'
import { cacheFolder, trashFolder } from '../runtime/paths'
import { describe } from './info'
import { oneAtATime } from './lock'
import { cachedFolder } from './manifest'
import { entryOf, importPath, isDatasetId } from './registry'
import { asidePath } from './set-aside/kept'

/** Cached forms that were removed. They take room, so that only the last one can be restored. */
const removedFolder = (): string => join(cacheFolder(), 'removed')

/** Small files of the user, and where they lie in the trash; what is there is never overwritten. */
const ownFiles = (id: string): readonly (readonly [string, string])[] =>
  ([importPath(id), asidePath(id)] as const).map((path, which) => [
    path,
    join(trashFolder(), 'dataset', `${id}.${which === 0 ? 'import' : 'set-aside'}.json`),
  ])

/**
 * Takes a data set off this machine: of an import, its entry and its list of pictures set aside move
 * to the trash of the data folder; what is cached of any set moves away, and makes room when the
 * next one is removed. The user's own files are left alone.
 * @throws AppError `not-found` where nothing of it is kept here
 */
export async function removeDataset(id: string): Promise<void> {
  const { title, options } = await entryOf(id)
  await oneAtATime(id, async () => {
    const isCached = await exists(cachedFolder(id))
    if (!isCached && options === undefined)
      throw new AppError('not-found', phrase`Nothing of ${title} is kept on this machine.`, { id })
    await rm(removedFolder(), { recursive: true, force: true })
    await move(cachedFolder(id), join(removedFolder(), id))
    if (options === undefined) return
    for (const [path, trash] of ownFiles(id)) await moveToTrash(path, trash)
  })
}

/**
 * Brings back what was removed. Where its cached form has made room already, it is built from its
 * files at its next use.
 * @throws AppError `not-found`, `already-exists`
 */
export async function restoreDataset(id: string): Promise<DatasetInfo> {
  const gone = new AppError('not-found', phrase`This data set is no longer in the trash.`, { id })
  if (!isDatasetId(id)) throw gone
  await oneAtATime(id, async () => {
    const removed = join(removedFolder(), id)
    const [[entry, inTrash]] = ownFiles(id) as [readonly [string, string]]
    if ((await exists(cachedFolder(id))) || ((await exists(entry)) && (await exists(inTrash))))
      throw new AppError('already-exists', phrase`A data set of this name already exists.`, { id })
    let restored = false
    for (const [path, trash] of ownFiles(id)) restored = (await move(trash, path)) || restored
    restored = (await move(removed, cachedFolder(id))) || restored
    if (!restored) throw gone
  })
  return describe(await entryOf(id))
}

import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { TRASH_KINDS, trashPlaceSchema, type Trashed, type TrashKind } from '@shared/contract/trash'
import { AppError, phrase } from '@shared/errors'
import { restoreDataset } from '../datasets'
import { readNpzMetadata } from '../formats/npz/read'
import { asFault } from '../runtime/faults'
import { trashFolder } from '../runtime/paths'
import { readRunFile } from '../runs/run-folder'
import { givenTitle } from '../runs/run-title'
import { restoreModel } from './manage'
import { refOf } from './ref'
import { networkName } from './sources/saved'

/** What is moved aside for another of its name has six digits at its end. */
const ASIDE = /\.[0-9a-f]{6}$/
/** An import of a data set: its entry; the list of what was set aside lies beside it. */
const DATASET = /^(.+)\.import\.json$/

const titles: Readonly<Record<TrashKind, (path: string) => Promise<string>>> = {
  run: async (path) => (await givenTitle(path)) ?? (await readRunFile(path)).title,
  imported: async (path) => z.string().parse((await readNpzMetadata(path)).title),
  saved: networkName,
  dataset: async (path) =>
    z.object({ title: z.string() }).parse(JSON.parse(await readFile(path, 'utf8'))).title,
}

const isListed = (kind: TrashKind, name: string): boolean =>
  !name.startsWith('.') && (kind !== 'dataset' || DATASET.test(name))

async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path)
  if (!stats.isDirectory()) return stats.size
  const names = await readdir(path)
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function trashed(kind: TrashKind, name: string): Promise<Trashed> {
  const path = join(trashFolder(), kind, name)
  return {
    place: `${kind}/${name}`,
    kind,
    title: await titles[kind](path).catch(() => name),
    // Moving something changes its status and not its contents.
    deleted: (await stat(path)).ctimeMs,
    bytes: await sizeOf(path),
  }
}

async function ofKind(kind: TrashKind): Promise<Trashed[]> {
  const names = await readdir(join(trashFolder(), kind)).catch((): string[] => [])
  const found = names
    .filter((name) => isListed(kind, name))
    .map((name) => trashed(kind, name).catch(() => undefined))
  return (await Promise.all(found)).filter((each) => each !== undefined)
}

/** What has been deleted and can be brought back, the newest first. */
export async function listTrash(): Promise<Trashed[]> {
  const all = (await Promise.all(TRASH_KINDS.map(ofKind))).flat()
  return all.sort((a, b) => b.deleted - a.deleted)
}

/** @throws AppError `invalid-argument` */
function parsePlace(place: string): { readonly kind: TrashKind; readonly name: string } {
  const [kind, name = ''] = place.split('/')
  if (!trashPlaceSchema.safeParse(place).success || name.startsWith('.'))
    throw new AppError('invalid-argument', phrase`"${place}" names nothing in the trash.`)
  return { kind: kind as TrashKind, name }
}

/**
 * Brings something back to where it was.
 * @throws AppError `not-found`, `already-exists`, `invalid-argument`
 */
export async function restoreTrashed(place: string): Promise<void> {
  const { kind, name } = parsePlace(place)
  if (kind === 'dataset') {
    await restoreDataset(DATASET.exec(name)?.[1] ?? '')
    return
  }
  const path = join(trashFolder(), kind, name)
  await restoreModel(refOf(kind, name.replace(ASIDE, '')), path)
}

/**
 * Deletes things in the trash for good. What has gone meanwhile is passed over.
 * @returns how many were deleted, and their bytes
 * @throws AppError `invalid-argument` before anything is deleted; as the system says
 */
export async function emptyTrash(
  places: readonly string[],
): Promise<{ deleted: number; bytes: number }> {
  const parsed = places.map(parsePlace)
  const known = new Map((await listTrash()).map((each) => [each.place, each.bytes]))
  let deleted = 0
  let bytes = 0
  for (const { kind, name } of parsed) {
    const size = known.get(`${kind}/${name}`)
    if (size === undefined) continue
    const path = join(trashFolder(), kind, name)
    await rm(path, { recursive: true, force: true }).catch((thrown: unknown) => {
      throw asFault(thrown, phrase`delete ${path}`)
    })
    if (kind === 'dataset') await rm(asideOf(path), { force: true })
    deleted++
    bytes += size
  }
  return { deleted, bytes }
}

const asideOf = (path: string): string => path.replace(/\.import\.json$/, '.set-aside.json')

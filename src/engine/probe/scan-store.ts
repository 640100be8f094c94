import { createHash } from 'node:crypto'
import { readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModelRef } from '@shared/contract/models'
import type { AsidePlaces } from '@shared/recipe/set-aside'
import { cacheFolder, modelsFolder } from '../runtime/paths'
import { writeFileAtomic } from '../runtime/files'
import { runFolderOf } from '../runs/run-folder'
import type { Find } from './ranking'

/** What identifies a search: everything that would change its answer. */
export interface ScanKey {
  /** Digest of the model: network, weights, switched-off channels, normalisation. */
  readonly digest: string
  readonly dataset: string
  /** SHA-256 of the data set's bytes. */
  readonly contents: string
  readonly layer: string
  readonly place: readonly [number, number] | null
  readonly examined: number
  /** How the examined ones were chosen, where they are not all. */
  readonly sample?: 'balanced'
  /** What was left out, where something was. */
  readonly aside?: AsidePlaces
}

/** The most searches kept for one model; the oldest are removed. */
const KEPT = 64

const storedSchema = z.strictObject({
  version: z.literal(1),
  key: z.string(),
  /** For each channel: value, picture, cell, value, picture, cell …, strongest first. */
  channels: z.array(z.array(z.number())),
})

/**
 * The folder for searches, in that of the run or imported model. Models without a folder of their
 * own share one in the cache.
 */
function folderOf(model: ModelRef): string {
  const [origin, id = ''] = model.split(':')
  // A run keeps those of all its weights; the key tells them apart.
  if (origin === 'run') return join(runFolderOf(id.replace(/@(last|\d+)$/, '')), 'probes')
  if (origin === 'imported') return join(modelsFolder(), id, 'probes')
  return join(cacheFolder(), 'probes')
}

const text = ({ digest, dataset, contents, layer, place, examined, ...key }: ScanKey): string => {
  const chosen = [key.sample, key.aside && [key.aside.train, key.aside.test]]
  return JSON.stringify([
    ...[digest, dataset, contents, layer, place, examined],
    ...chosen.filter((each) => each !== undefined),
  ])
}
const fileOf = (model: ModelRef, key: ScanKey): string =>
  join(
    folderOf(model),
    `strongest-${createHash('sha256').update(text(key)).digest('hex').slice(0, 24)}.json`,
  )

/** A kept search; `undefined` if there is none or it can't be read, so that it is made again. */
export async function keptScan(
  model: ModelRef,
  key: ScanKey,
): Promise<readonly (readonly Find[])[] | undefined> {
  try {
    const stored = storedSchema.parse(JSON.parse(await readFile(fileOf(model, key), 'utf8')))
    if (stored.key !== text(key)) return undefined
    return stored.channels.map((numbers) =>
      Array.from({ length: numbers.length / 3 }, (_, i) => ({
        value: numbers[3 * i] ?? NaN,
        picture: numbers[3 * i + 1] ?? 0,
        cell: numbers[3 * i + 2] ?? 0,
      })),
    )
  } catch {
    return undefined
  }
}

export async function keepScan(
  model: ModelRef,
  key: ScanKey,
  channels: readonly (readonly Find[])[],
  signal?: AbortSignal,
): Promise<void> {
  const stored = {
    version: 1,
    key: text(key),
    channels: channels.map((finds) =>
      finds.flatMap(({ value, picture, cell }) => [value, picture, cell]),
    ),
  }
  await writeFileAtomic(fileOf(model, key), JSON.stringify(stored), signal)
  await sweep(folderOf(model))
}

async function sweep(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^strongest-[0-9a-f]+\.json$/.test(name))
  if (names.length <= KEPT) return
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  )
  for (const { name } of dated.sort((a, b) => a.time - b.time).slice(0, names.length - KEPT))
    await rm(join(folder, name), { force: true })
}

import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelEntry, ModelRef } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpec } from '@shared/model/spec'
import { writeFileAtomic, writeFolderAtomic } from '../../runtime/files'
import { networksFolder } from '../../runtime/paths'
import { newId } from '../../runtime/slug'
import { damagedEntry } from '../entry'
import { isId, parseRef, refOf } from '../ref'
import { untrained, untrainedEntry } from '../untrained'
import type { ModelSource } from './source'

/**
 * The file in the folder of a saved network: a plain ModelSpec, which the command line accepts too.
 */
const FILE = 'network.json'
const fileOf = (id: string): string => join(networksFolder(), id, FILE)
const place = (id: string): Pick<ModelEntry, 'ref' | 'origin'> => ({
  ref: refOf('saved', id),
  origin: 'saved',
})

async function read(id: string): Promise<ModelSpec> {
  const text = await readFile(fileOf(id), 'utf8').catch(() => {
    throw new AppError('not-found', phrase`The network "${id}" no longer exists.`, {
      model: id,
    })
  })
  try {
    return parseModelSpec(JSON.parse(text))
  } catch (thrown) {
    throw new AppError(
      'corrupt',
      phrase`${fileOf(id)} is damaged: ${AppError.from(thrown).words}`,
      { model: id },
    )
  }
}

const modified = async (id: string): Promise<number> =>
  (await stat(fileOf(id)).catch(() => ({ mtimeMs: 0 }))).mtimeMs

async function entry(id: string): Promise<ModelEntry> {
  try {
    return { ...untrainedEntry(await read(id), place(id)), modified: await modified(id) }
  } catch (thrown) {
    return damagedEntry('saved', id, AppError.from(thrown).words)
  }
}

/**
 * Saves a network among the models, atomically.
 * @param ref the saved network that it replaces; without it the network gets a new ref
 * @throws AppError `invalid-model`, `invalid-argument` for a ref of another origin, `no-space`,
 *   `cancelled`
 */
export async function saveNetwork(
  spec: ModelSpec,
  ref?: ModelRef,
  signal?: AbortSignal,
): Promise<ModelEntry> {
  resolveModel(spec)
  const known = ref === undefined ? undefined : parseRef(ref)
  if (known && known.origin !== 'saved')
    throw new AppError(
      'invalid-argument',
      phrase`"${ref}" is not a saved network; save this one as a new one.`,
      { ref },
    )
  const id = known?.id ?? newId(spec.name)
  const text = `${JSON.stringify(spec, null, 2)}\n`
  if (known) await writeFileAtomic(fileOf(id), text, signal)
  else
    await writeFolderAtomic(
      join(networksFolder(), id),
      (draft) => writeFile(join(draft, FILE), text),
      signal,
    )
  return entry(id)
}

/** The name of a saved network, wherever its folder lies. @throws what reading it throws */
export const networkName = async (folder: string): Promise<string> =>
  parseModelSpec(JSON.parse(await readFile(join(folder, FILE), 'utf8'))).name

/** @throws AppError `not-found`, `corrupt` */
export const renameNetwork = async (ref: ModelRef, name: string): Promise<ModelEntry> =>
  saveNetwork({ ...(await read(parseRef(ref).id)), name }, ref)

/** The source of saved networks, which are untrained. */
export const saved: ModelSource = {
  async list() {
    const names = await readdir(networksFolder(), { withFileTypes: true }).catch(() => [])
    return Promise.all(
      names.filter((item) => item.isDirectory() && isId(item.name)).map(({ name }) => entry(name)),
    )
  },
  async load(id) {
    const loaded = untrained(await read(id), place(id))
    return { ...loaded, entry: { ...loaded.entry, modified: await modified(id) } }
  },
  async describe(id) {
    const spec = await read(id)
    return {
      spec,
      model: resolveModel(spec),
      entry: { ...untrainedEntry(spec, place(id)), modified: await modified(id) },
    }
  },
  version: async (id) => String(await modified(id)),
}

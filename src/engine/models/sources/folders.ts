import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelEntry } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { SPEC_FILE } from '../../formats/npz/encode'
import { readNpzMetadata, readNpzModel } from '../../formats/npz/read'
import type { Metadata } from '../../formats/metadata'
import type { ReadModel } from '../../formats/read-model'
import { MODEL_FILE } from '../../formats/tfjs/encode'
import { readTfjsMetadata, readTfjsModel } from '../../formats/tfjs/read'
import { damagedEntry, entryOf, loadedFrom } from '../entry'
import { isId, type Origin } from '../ref'
import type { ModelSource } from './source'

/** A format of a model's folder, with the file that describes the model. */
interface Form {
  readonly file: string
  readonly readMetadata: (folder: string) => Promise<Metadata | undefined>
  readonly readModel: (folder: string) => Promise<ReadModel>
}
const FORMS: Readonly<Record<'bundled' | 'imported', Form>> = {
  bundled: { file: MODEL_FILE, readMetadata: readTfjsMetadata, readModel: readTfjsModel },
  imported: { file: SPEC_FILE, readMetadata: readNpzMetadata, readModel: readNpzModel },
}

/**
 * The source of models in the sub-folders of a folder: those that come with the app, as tfjs
 * models, and imported ones, as npz.
 */
export function folderSource(origin: Origin & keyof typeof FORMS, root: () => string): ModelSource {
  const { file, readMetadata, readModel } = FORMS[origin]
  const modified = async (folder: string): Promise<number> =>
    (await stat(join(folder, file)).catch(() => ({ mtimeMs: 0 }))).mtimeMs
  const folderOf = async (id: string): Promise<string> => {
    const folder = join(root(), id)
    const found = await stat(folder).then(
      (info) => info.isDirectory(),
      () => false,
    )
    if (!isId(id) || !found)
      throw new AppError('not-found', phrase`The model "${id}" no longer exists.`, {
        model: id,
      })
    return folder
  }
  const entry = async (id: string): Promise<ModelEntry> => {
    try {
      const folder = join(root(), id)
      const metadata = await readMetadata(folder)
      if (!metadata)
        throw new AppError('corrupt', phrase`Its description is damaged; import the model again.`)
      return entryOf(origin, id, metadata, resolveModel(metadata.spec), await modified(folder))
    } catch (thrown) {
      return damagedEntry(origin, id, AppError.from(thrown).words)
    }
  }
  return {
    async list() {
      const names = await readdir(root(), { withFileTypes: true }).catch(() => [])
      return Promise.all(
        names
          .filter((item) => item.isDirectory() && isId(item.name))
          .map(({ name }) => entry(name)),
      )
    },
    async load(id) {
      const folder = await folderOf(id)
      const read = await readModel(folder)
      const model = resolveModel(read.metadata.spec)
      return loadedFrom(
        entryOf(origin, id, read.metadata, model, await modified(folder)),
        model,
        read,
      )
    },
    async describe(id) {
      const folder = await folderOf(id)
      const metadata = await readMetadata(folder)
      // The meaning follows only from its layers, which are read with the weights.
      if (!metadata) return this.load(id)
      const model = resolveModel(metadata.spec)
      return {
        spec: metadata.spec,
        model,
        entry: entryOf(origin, id, metadata, model, await modified(folder)),
      }
    },
    version: async (id) => String(await modified(await folderOf(id))),
  }
}

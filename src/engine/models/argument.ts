import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { modelRefSchema } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { ALL_PRESET_IDS, isPresetId } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { slug } from './export'
import { runFolderOf } from '../runs/run-folder'
import { loadModel } from './catalogue'
import { entryOf, loadedFrom } from './entry'
import type { LoadedModel } from './loaded-model'
import { readJson, readModelFolder } from './read-folder'
import { isId, refOf } from './ref'
import { loadRun } from './sources/runs'
import { untrained } from './untrained'

const kindOf = (path: string): Promise<'file' | 'folder' | undefined> =>
  stat(path).then(
    (info) => (info.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  )

/**
 * The model that a command line's argument names: a preset's id, a ref (`bundled:lenet`, `run:…`),
 * a run's id, the folder of a run or of an exported model, a model.json, or a file with a
 * ModelSpec.
 * @throws AppError `not-found` listing what there is, and what is wrong with the files.
 */
export async function resolveModelArgument(text: string): Promise<LoadedModel> {
  if (isPresetId(text)) return loadModel(refOf('preset', text))
  if (modelRefSchema.safeParse(text).success) return loadModel(text)
  const path = resolve(text)
  const kind = await kindOf(path)
  if (kind === 'folder') return loadFolder(path)
  if (kind === 'file') return loadFile(path)
  if (isId(text) && (await kindOf(runFolderOf(text)))) return loadRun(runFolderOf(text))
  throw new AppError(
    'not-found',
    phrase`There is no model "${text}": name a preset (${ALL_PRESET_IDS.join(', ')}), bundled:lenet, a ModelSpec file, a run's folder or an exported model.`,
    { model: text },
  )
}

async function loadFolder(path: string): Promise<LoadedModel> {
  if ((await kindOf(join(path, RUN_FILE))) === 'file') return loadRun(path)
  const read = await readModelFolder(path)
  const model = resolveModel(read.metadata.spec)
  return loadedFrom(entryOf('imported', slug(basename(path)), read.metadata, model), model, read)
}

async function loadFile(path: string): Promise<LoadedModel> {
  if (!path.endsWith('.json')) return loadFolder(path)
  if (basename(path) === RUN_FILE) return loadRun(dirname(path))
  const value = await readJson(path)
  // A ModelSpec has layers of its own; every other JSON must be the file that marks a model's
  // folder.
  const isSpec = typeof value === 'object' && value !== null && 'layers' in value
  return isSpec
    ? untrained(parseModelSpec(value), {
        ref: refOf('imported', slug(basename(path, '.json'))),
        origin: 'imported',
      })
    : loadFolder(path)
}

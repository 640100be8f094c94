import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { modelRefSchema, type ModelEntry, type ModelRef } from '@shared/contract/models'
import { AppError, assertNever, phrase } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { ALL_PRESET_IDS, isPresetId } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { slug } from '../runtime/slug'
import { runFolderOf } from '../runs/run-folder'
import { describeModel, loadModel } from './catalogue'
import { assumptions } from '../formats/answers'
import type { Metadata } from '../formats/metadata'
import { entryOf, loadedFrom } from './entry'
import type { LoadedModel } from './loaded-model'
import { readAnswered, readJson, readModelMetadata } from './read-folder'
import { isId, refOf } from './ref'
import { describeRun, loadRun, type Wanted } from './sources/runs'
import type { ModelDescription } from './sources/source'
import { untrained, untrainedEntry } from './untrained'

const kindOf = (path: string): Promise<'file' | 'folder' | undefined> =>
  stat(path).then(
    (info) => (info.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  )

/** What a command line's argument names. */
type Named =
  | { readonly kind: 'ref'; readonly ref: ModelRef }
  | { readonly kind: 'run'; readonly path: string; readonly wanted?: Wanted }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'network'; readonly path: string; readonly value: unknown }

/** Behind a run: its newest weights rather than those of its best epoch. */
const LAST = '@last'

/**
 * A preset's id, a ref (`bundled:lenet`, `run:…`), a run's id, the folder of a run or of an
 * exported model, a model.json, or a file with a ModelSpec. `@last` behind a run means its newest
 * weights.
 * @throws AppError `not-found` listing what exists
 */
async function locate(text: string): Promise<Named> {
  if (isPresetId(text)) return { kind: 'ref', ref: refOf('preset', text) }
  if (modelRefSchema.safeParse(text).success) return { kind: 'ref', ref: text }
  if (text.endsWith(LAST)) {
    const named = await locate(text.slice(0, -LAST.length))
    if (named.kind === 'run') return { ...named, wanted: 'last' }
  }
  const path = resolve(text)
  const kind = await kindOf(path)
  if (kind === 'folder') return locateFolder(path)
  if (kind === 'file') return locateFile(path)
  if (isId(text) && (await kindOf(runFolderOf(text))))
    return { kind: 'run', path: runFolderOf(text) }
  throw new AppError(
    'not-found',
    phrase`There is no model "${text}": give a preset (${ALL_PRESET_IDS.join(', ')}), bundled:lenet, a ModelSpec file, a run's folder or an exported model.`,
    { model: text },
  )
}

async function locateFolder(path: string): Promise<Named> {
  const isRun = (await kindOf(join(path, RUN_FILE))) === 'file'
  return { kind: isRun ? 'run' : 'folder', path }
}

async function locateFile(path: string): Promise<Named> {
  if (!path.endsWith('.json')) return locateFolder(path)
  if (basename(path) === RUN_FILE) return { kind: 'run', path: dirname(path) }
  const value = await readJson(path)
  // A ModelSpec has `layers`; any other JSON must be the file that marks a model's folder.
  const isSpec = typeof value === 'object' && value !== null && 'layers' in value
  return isSpec ? { kind: 'network', path, value } : locateFolder(path)
}

const networkPlace = (path: string): Pick<ModelEntry, 'ref' | 'origin'> => ({
  ref: refOf('imported', slug(basename(path, '.json'))),
  origin: 'imported',
})

const importedEntry = (path: string, metadata: Metadata, model: ResolvedModel): ModelEntry =>
  entryOf('imported', slug(basename(path)), metadata, model)

/**
 * The model that a command line's argument names, with its weights.
 * @throws AppError `not-found`, and the faults of the files
 */
export async function resolveModelArgument(text: string): Promise<LoadedModel> {
  const named = await locate(text)
  switch (named.kind) {
    case 'ref':
      return loadModel(named.ref)
    case 'run':
      return loadRun(named.path, named.wanted)
    case 'network':
      return untrained(parseModelSpec(named.value), networkPlace(named.path))
    case 'folder': {
      const read = await readAnswered(named.path)
      const model = resolveModel(read.metadata.spec)
      const notes = [...(read.notes ?? []), ...assumptions(read)]
      return loadedFrom(importedEntry(named.path, read.metadata, model), model, { ...read, notes })
    }
    default:
      return assertNever(named)
  }
}

/**
 * The same without reading its weights, for commands that need only the network. It also works for
 * a large model or one with damaged weights.
 * @throws AppError as {@link resolveModelArgument}
 */
export async function describeModelArgument(text: string): Promise<ModelDescription> {
  const named = await locate(text)
  switch (named.kind) {
    case 'ref':
      return describeModel(named.ref)
    case 'run':
      return describeRun(named.path, named.wanted)
    case 'network': {
      const spec = parseModelSpec(named.value)
      const entry = untrainedEntry(spec, networkPlace(named.path))
      return { spec, model: resolveModel(spec), entry }
    }
    case 'folder': {
      const metadata = await readModelMetadata(named.path)
      const { spec } = metadata
      const model = resolveModel(spec)
      return { spec, model, entry: importedEntry(named.path, metadata, model) }
    }
    default:
      return assertNever(named)
  }
}

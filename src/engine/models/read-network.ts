import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { formatDraft, parseDraft } from '@shared/model/draft'
import { TOPOLOGY_LIMIT } from '../formats/limits'
import { MODEL_FILE } from '../formats/tfjs/encode'
import { readModelFolder } from './read-folder'

/** Reads a file that holds only a network, a JSON with `layers`; undefined for any other file. */
export async function readNetwork(
  path: string,
): Promise<{ readonly value: unknown; readonly text: string } | undefined> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile() || info.size > TOPOLOGY_LIMIT || !path.endsWith('.json')) return undefined
  const text = await readFile(path, 'utf8')
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'layers' in value
      ? { value, text }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * The text of a network for the builder: a network's file as it is, with all its faults, or the
 * network of a model with weights.
 * @throws AppError `invalid-file`, `not-found` …
 */
export async function readNetworkText(
  path: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const name = basename(path)
  const network = await readNetwork(path)
  if (network) return { name, text: network.text }
  await requireJson(path, name)
  try {
    return { name, text: formatDraft(parseDraft((await readModelFolder(path)).metadata.spec)) }
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (error.code !== 'internal') throw error
    throw new AppError('invalid-file', phrase`${name} holds no network: ${error.message}`, {
      file: name,
    })
  }
}

/**
 * An error in a network's own file names the file; errors in a model's parts come from the reader
 * of the model.
 */
async function requireJson(path: string, name: string): Promise<void> {
  if (name === MODEL_FILE || !name.endsWith('.json')) return
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile() || info.size > TOPOLOGY_LIMIT) return
  const text = await readFile(path, 'utf8')
  try {
    parseJson(text)
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`${name} is not JSON (${AppError.from(thrown).words}). A network's file is JSON, as “Save as a file” in Model writes it.`,
      { file: name },
    )
  }
}

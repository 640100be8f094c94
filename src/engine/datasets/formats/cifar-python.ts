import { AppError, phrase } from '@shared/errors'
import type { Split } from '../dataset'
import { type FileTree, split } from '../tree/file-tree'
import { PLANES, toPixels } from './cifar-pixels'
import { parsePickle, type Pickled } from './pickle'

const wrong = (name: string): AppError =>
  new AppError('corrupt', phrase`${name} is no batch of CIFAR for Python; bring it again`, {
    file: name,
  })

const entry = (value: Pickled, ...keys: readonly string[]): Pickled => {
  if (!(value instanceof Map)) return undefined
  return keys.map((key) => value.get(key)).find((found) => found !== undefined)
}

/** A batch: a dictionary with `data` (planes) and `labels` or `fine_labels`. */
export function readPythonBatch(bytes: Uint8Array, name: string): Split {
  const batch = parsePickle(bytes, name)
  const planes = entry(batch, 'data')
  const labels = entry(batch, 'fine_labels', 'labels')
  if (!(planes instanceof Uint8Array) || !Array.isArray(labels)) throw wrong(name)
  const count = labels.length
  const fits = planes.length === count * PLANES && count > 0
  if (!fits || !labels.every((label) => Number.isInteger(label) && Number(label) < 256))
    throw wrong(name)
  return { images: toPixels(planes), labels: Uint8Array.from(labels.map(Number)), count }
}

/** Class names from `batches.meta` or `meta`. */
export async function readPythonNames(tree: FileTree, file: string): Promise<string[] | undefined> {
  const meta = tree.files.find(({ path }) => split(path).name === file)
  if (!meta) return undefined
  const names = entry(
    parsePickle(await meta.read(16 * 1024 * 1024), file),
    'fine_label_names',
    'label_names',
  )
  return Array.isArray(names) ? names.map(String) : undefined
}

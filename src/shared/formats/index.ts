import { z } from 'zod'
import { BESIDE, DESCRIPTION_FILE } from './certificate'
import { EXTRAS, QUANTISATIONS, type Extra, type ModelFormat, type Quantisation } from './format'
import { keras } from './keras'
import { npz } from './npz'
import { onnx } from './onnx'
import { pytorch } from './pytorch'
import { safetensors } from './safetensors'
import { savedmodel } from './savedmodel'
import { tfjs } from './tfjs'

/** Every export format, in the order in which they are offered. */
export const FORMATS = [tfjs, onnx, keras, savedmodel, pytorch, safetensors, npz] as const

export { EXTRAS, type Extra, type Quantisation } from './format'
export type ExportFormat = (typeof FORMATS)[number]['id']
const ids: readonly ExportFormat[] = FORMATS.map(({ id }) => id)
export const exportFormatSchema = z.enum(ids)

/** The file that marks the folder of a run. */
export const RUN_FILE = 'run.json'

const all: readonly ModelFormat[] = FORMATS

/** The file of an export in this format with the description of its model. */
export const descriptionFile = (format: ExportFormat): string =>
  all.find(({ id }) => id === format)?.description ?? DESCRIPTION_FILE

/** Whether the files of this format have the description among them. */
export const describesItself = (format: ExportFormat): boolean =>
  all.some(({ id, description }) => id === format && description !== undefined)

const DESCRIPTIONS = all.map(({ id }) => descriptionFile(id as ExportFormat))

/** Whether a file of this name marks the folder of a model: of a run, or of one of the formats. */
export const marksModel = (name: string): boolean =>
  name === RUN_FILE || name === DESCRIPTION_FILE || all.some(({ marks }) => marks.includes(name))

/** Whether an export gives a file this name, in a folder of these. */
function isExported(name: string, names: readonly string[]): boolean {
  const isDescribed = names.some((each) => DESCRIPTIONS.includes(each))
  if (isDescribed && BESIDE.includes(name)) return true
  return all.some(
    ({ marks, others, othersAreCommon }) =>
      marks.includes(name) ||
      ((isDescribed || othersAreCommon !== true) && others?.test(name) === true),
  )
}

/** The first file of a folder that no export wrote; a folder without one may be overwritten. */
export const foreignFile = (names: readonly string[]): string | undefined =>
  names.find((name) => !isExported(name, names))

/** Models of other programs, which are refused with their format and what works instead. */
const FOREIGN = /\.(keras|h5|hdf5|pt|pth|onnx|tflite|safetensors|pb|npz)$/i

/** Whether a file's name is that of a model, also of one that can't be read here. */
export const namesModel = (name: string): boolean => /\.json$/i.test(name) || FOREIGN.test(name)

/** Whether a format's own standard can store weights in these fewer bits. */
export const canQuantise = (format: ExportFormat, to: Quantisation): boolean =>
  all.some(({ id, quantises }) => id === format && quantises?.includes(to) === true)

export const quantisationSchema = z.enum(QUANTISATIONS)

export const extraSchema = z.enum(EXTRAS)

/** What the graph of a format can have beyond the network. */
export const extrasOf = (format: ExportFormat): readonly Extra[] =>
  all.find(({ id }) => id === format)?.extras ?? []

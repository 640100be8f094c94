import { join } from 'node:path'
import type { Certificate, Verification } from '@shared/contract/certificate'
import { AppError, phrase } from '@shared/errors'
import { descriptionFile, type ExportFormat } from '@shared/formats'
import { CERTIFICATE_FILE, CERTIFICATE_FOLDER, SCRIPT_FILE } from '@shared/formats/certificate'
import { checkScript, describingFiles, openedOf } from '../formats'
import { metadataOf } from '../formats/metadata'
import type { Pieces } from '../formats/zip/pieces'
import { exportedWeights, exportModel, exportModelInto, type ModelWork } from '../models/export'
import type { LoadedModel } from '../models/loaded-model'
import { writeFileAtomic } from '../runtime/files'
import { counted } from '../work/work'
import { takeExamples, type Examples } from './examples'
import { certificateFiles, pictureName } from './folder'
import { weightsHash } from '../models/digest'
import { verifyInProcess } from './in-process'
import { outputOf, sampleNetwork, withInput, type Samples } from './samples'

export interface CertifiedExport {
  /** Names of what was written. */
  readonly files: readonly string[]
  readonly certificate: Certificate
}

/**
 * Writes a model as `exportModel` does, with its description, a program that checks it and a
 * certificate: pictures with what the model makes of them. The export is opened again in a new
 * process and compared before it takes its place.
 * @throws AppError those of `exportModel`; `corrupt` naming the layer and the cause where the
 *   export differs from the model, and nothing is written then
 */
export const exportCertified = (
  loaded: LoadedModel,
  format: ExportFormat,
  folder: string,
  work: ModelWork = {},
): Promise<CertifiedExport> => certified(exportModel, loaded, format, folder, work)

/** As `exportCertified`, into a new folder inside `parent`, as `exportModelInto` does. */
export const exportCertifiedInto = (
  loaded: LoadedModel,
  format: ExportFormat,
  parent: string,
  work: ModelWork = {},
): Promise<CertifiedExport> => certified(exportModelInto, loaded, format, parent, work)

async function certified(
  write: typeof exportModel,
  loaded: LoadedModel,
  format: ExportFormat,
  folder: string,
  work: ModelWork,
): Promise<CertifiedExport> {
  const made: Certificate[] = []
  const files = await write(loaded, format, folder, work, async (draft) => {
    const { files: names, certificate } = await certify(loaded, format, draft, work)
    made.push(certificate)
    return names
  })
  const [certificate] = made
  if (!certificate) throw new AppError('internal', 'The export has no certificate.')
  return { files, certificate }
}

/** Adds to an export what belongs to every format. */
async function certify(
  loaded: LoadedModel,
  format: ExportFormat,
  draft: string,
  work: ModelWork,
): Promise<CertifiedExport> {
  const metadata = metadataOf(loaded)
  const examples = await takeExamples(metadata, loaded.entry.dataset, work.signal)
  const { count } = examples.inputs
  const { signal, onProgress } = counted(work, 'check', 'examples', 2 * count)
  const samples = await sampleNetwork(loaded, examples.inputs, { signal })
  onProgress(count)
  const script = checkScript(format, metadata)
  const beside = new Map<string, Uint8Array | Pieces>([
    ...describingFiles(format, metadata),
    ...(script === undefined ? [] : [[SCRIPT_FILE, new TextEncoder().encode(script)] as const]),
  ])
  const certificate = certificateOf(loaded, format, examples)
  await write(draft, beside, signal)
  await write(
    join(draft, CERTIFICATE_FOLDER),
    await foldersFiles(loaded, examples, samples),
    signal,
  )
  await writeCertificate(draft, certificate)
  const result = await verifyInProcess(draft, { signal })
  requireSame(result)
  onProgress(2 * count)
  await writeCertificate(draft, { ...certificate, result })
  const files = [...beside.keys(), CERTIFICATE_FILE, `${CERTIFICATE_FOLDER}/`]
  return { files, certificate: { ...certificate, result } }
}

const foldersFiles = (
  { model }: LoadedModel,
  { inputs, pictures }: Examples,
  samples: Samples,
): ReturnType<typeof certificateFiles> =>
  certificateFiles(model, {
    inputs,
    pictures,
    samples: pictures.length > 0 ? withInput(samples, inputs) : samples,
  })

/** What is known before the export is opened again. */
function certificateOf(
  loaded: LoadedModel,
  format: ExportFormat,
  { pictures, from }: Examples,
): Certificate {
  return {
    version: 1,
    format,
    description: descriptionFile(format),
    weights: weightsHash(exportedWeights(loaded)),
    ...(loaded.entry.weights && { of: loaded.entry.weights }),
    layout: 'batch, height, width, channels',
    examples: from.map((words, i) => ({
      picture: pictures.length > 0 ? pictureName(i) : null,
      from: words,
    })),
    output: outputOf(loaded.model),
    opened: openedOf(format),
    result: null,
  }
}

async function write(
  folder: string,
  files: ReadonlyMap<string, Uint8Array | Pieces>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const [name, contents] of files) await writeFileAtomic(join(folder, name), contents, signal)
}

const writeCertificate = (draft: string, certificate: Certificate): Promise<void> =>
  writeFileAtomic(join(draft, CERTIFICATE_FILE), `${JSON.stringify(certificate, null, 2)}\n`)

function requireSame({ firstDifference }: Verification): void {
  if (!firstDifference) return
  const { layer, explanation } = firstDifference
  throw new AppError(
    'corrupt',
    phrase`The export was opened again and differs from the model at "${layer}": ${explanation} Nothing was written.`,
    { layer },
  )
}

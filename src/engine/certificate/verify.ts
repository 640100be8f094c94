import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Verification } from '@shared/contract/certificate'
import { AppError, phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { systemCode } from '../runtime/faults'
import type { LoadedModel } from '../models/loaded-model'
import { runExport } from '../formats'
import { readModelFolder } from '../models/read-folder'
import { takeExamples } from './examples'
import { compareSides, momentaOf, type Side } from './first-difference'
import { readArrays, readCertificate, sampleIn, type HeldCertificate } from './folder'
import { prepare, takesPictures, type Preparation } from './prepare'
import { outputOf, sampleFrom, sampleNetwork, withInput, type Inputs } from './samples'

export interface VerifyOptions {
  /** The folder or file of an exported model. */
  readonly path: string
  /** The model that it must be; without it what its certificate says. */
  readonly against?: LoadedModel | undefined
  /** What another program has answered to the certificate's examples. */
  readonly answers?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** What is held to be right: a model, or what its certificate says of it. */
interface Known {
  readonly side: Side
  readonly how: Preparation
  readonly inputs: Inputs
  readonly pictures: HeldCertificate['pictures']
}

/**
 * Compares an exported model, or another program's answers, with a model or with its certificate.
 * @throws AppError `not-found` without a certificate and a model to compare with; the faults of the
 *   files
 */
export async function verify({
  path,
  against,
  answers,
  signal,
}: VerifyOptions): Promise<Verification> {
  const held = await heldBy(path)
  const known = against ? await knownModel(against, held, signal) : held && knownByCertificate(held)
  if (!known)
    throw new AppError(
      'not-found',
      phrase`${basename(path)} has no certificate: name the model that it must be with --against.`,
      { path },
    )
  const model = resolveModel(known.how.spec)
  const side = known.side
  if (answers === undefined) {
    const found = await opened(path, known, signal)
    return compareSides({ ...known, known: side, model, found })
  }
  const found = await answered(answers, known)
  return compareSides({
    ...known,
    known: { ...side, subject: side.subject ?? (await subjectOf(path)) },
    model,
    found,
  })
}

/** A certificate lies in the folder of the export. */
async function heldBy(path: string): Promise<HeldCertificate | undefined> {
  const info = await stat(path).catch(() => undefined)
  return info?.isDirectory() ? readCertificate(path) : undefined
}

function knownByCertificate({
  certificate,
  metadata,
  inputs,
  samples,
  pictures,
}: HeldCertificate): Known {
  const model = resolveModel(metadata.spec)
  return {
    side: {
      samples,
      output: certificate.output,
      how: metadata,
      momenta: momentaOf(model),
    },
    how: metadata,
    inputs,
    pictures,
  }
}

async function knownModel(
  loaded: LoadedModel,
  held: HeldCertificate | undefined,
  signal: AbortSignal | undefined,
): Promise<Known> {
  const { model, spec, normalisation, fitting } = loaded
  const how = { spec, ...(normalisation && { normalisation }), ...(fitting && { fitting }) }
  const chosen = held?.pictures.length
    ? { pictures: held.pictures, inputs: prepare(held.pictures, how) }
    : await takeExamples(how, loaded.entry.dataset, signal)
  const { inputs, pictures } = chosen
  const samples = await sampleNetwork(loaded, inputs, { signal })
  return {
    side: {
      samples: pictures.length > 0 ? withInput(samples, inputs) : samples,
      output: outputOf(model),
      subject: loaded,
      how,
      momenta: momentaOf(model),
    },
    how,
    inputs,
    pictures,
  }
}

async function subjectOf(path: string) {
  const { metadata, weights } = await readModelFolder(path)
  return { model: resolveModel(metadata.spec), weights }
}

/** The exported model as it is read from its files. */
async function opened(path: string, known: Known, signal: AbortSignal | undefined): Promise<Side> {
  const { metadata, weights, format, unknown = [] } = await readModelFolder(path)
  const model = resolveModel(metadata.spec)
  const output = outputOf(model)
  const { side, pictures } = known
  const isFed = model.inputShape.join() === resolveModel(known.how.spec).inputShape.join()
  if (!isFed)
    throw new AppError(
      'invalid-model',
      phrase`It takes an input of ${model.inputShape.join('×')}, and the other model one of another size.`,
    )
  // A file that says nothing of pictures is given the inputs themselves.
  const isSaid = !unknown.includes('preprocessing')
  const own = isSaid && pictures.length > 0 && takesPictures(metadata)
  const inputs = own ? prepare(pictures, metadata) : known.inputs
  const at = new Map([...side.samples].map(([id, { units }]) => [id, units]))
  at.delete(INPUT_ID)
  at.set(output, side.samples.get(side.output)?.units ?? new Int32Array())
  const layers = await sampleNetwork({ model, weights }, inputs, { at, signal })
  // A tool that is here computes the outputs itself.
  const ran = await runExport(format, path, model, inputs.data)
  const units = at.get(output)
  const samples =
    ran && units ? new Map([...layers, [output, sampleFrom(ran, inputs.count, units)]]) : layers
  return {
    samples: own ? withInput(samples, inputs) : samples,
    output,
    subject: { model, weights },
    how: metadata,
    momenta: momentaOf(model),
  }
}

const MOMENTUM = '.momentum'

/** What the script of an export wrote. @throws AppError `not-found`, `invalid-file` */
async function answered(path: string, { side, inputs }: Known): Promise<Side> {
  const arrays = await readAnswers(path)
  const file = basename(path)
  const samples = new Map(
    [...side.samples].flatMap(([id, { units }]) => {
      const sample = sampleIn(arrays, id, units, inputs.count, file)
      return sample ? [[id, sample] as const] : []
    }),
  )
  if (!samples.has(side.output))
    throw new AppError(
      'invalid-file',
      phrase`${file} has no outputs of the layer "${side.output}"; run the check of this export again.`,
    )
  const momenta = [...arrays].flatMap(([name, { data }]): [string, number][] =>
    name.endsWith(MOMENTUM) ? [[name.slice(0, -MOMENTUM.length), data[0] ?? NaN]] : [],
  )
  return { samples, output: side.output, momenta: new Map(momenta) }
}

async function readAnswers(path: string): Promise<NamedArrays> {
  return readArrays(path).catch((thrown: unknown) => {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    throw new AppError('not-found', phrase`There is no file ${path}.`, { path })
  })
}

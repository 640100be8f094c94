import type { FirstDifference, Verification } from '@shared/contract/certificate'
import { phrase } from '@shared/errors'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { RasterPicture } from '../pictures'
import { causeOf } from './causes'
import type { Subject } from './causes/change'
import { inputCause, type PreparedSide } from './causes/inputs'
import { softmaxCause } from './causes/outputs'
import { agrees, largestDifference } from './compare'
import type { Preparation } from './prepare'
import type { Inputs, Sample, Samples } from './samples'

/** One of two computations that are compared. */
export interface Side {
  readonly samples: Samples
  /** The layer whose output is the network's. */
  readonly output: string
  /** Its network, where it can be read. */
  readonly subject?: Subject | undefined
  /** How it says that pictures become inputs. */
  readonly how?: Preparation | undefined
  /** The weight of a new batch in the running averages, by batch norm. */
  readonly momenta: ReadonlyMap<string, number>
}

export interface Comparison {
  /** The side that is taken for right, with the layers' order. */
  readonly known: Side
  readonly model: ResolvedModel
  readonly found: Side
  readonly inputs: Inputs
  readonly pictures: readonly RasterPicture[]
}

/** The weight of a new batch in each batch norm's running averages. */
export const momentaOf = ({ layers }: ResolvedModel): ReadonlyMap<string, number> =>
  new Map(
    layers.flatMap(({ layer }): [string, number][] =>
      'momentum' in layer ? [[layer.id, layer.momentum]] : [],
    ),
  )

/** Compares two computations of a network, and looks for the reason where they differ. */
export function compareSides(comparison: Comparison): Verification {
  const { known, found } = comparison
  const [a, b] = [known.samples.get(known.output), found.samples.get(found.output)]
  const largest = a && b ? largestDifference(a.values, b.values) : Infinity
  const firstDifference =
    inputDifference(comparison) ?? layerDifference(comparison) ?? momentumDifference(comparison)
  return {
    ok: firstDifference === null,
    maxDifference: Number.isFinite(largest) ? largest : null,
    firstDifference,
  }
}

function inputDifference({ known, found, pictures }: Comparison): FirstDifference | null {
  const [a, b] = [known.samples.get(INPUT_ID), found.samples.get(INPUT_ID)]
  if (!a || !b || agrees(a, b)) return null
  const sides: PreparedSide[] = [
    ...(known.how ? [{ how: known.how, other: b }] : []),
    ...(found.how ? [{ how: found.how, other: a }] : []),
  ]
  return inputCause(pictures, sides)
}

function layerDifference(comparison: Comparison): FirstDifference | null {
  const { known, model, found } = comparison
  const equal = new Set<string>([INPUT_ID])
  for (const { layer } of model.layers) {
    const [a, b] = [known.samples.get(layer.id), found.samples.get(layer.id)]
    if (!a || !b) continue
    if (agrees(a, b)) equal.add(layer.id)
    else return explained(comparison, layer.id, a, b, suspectsOf(model, layer.id, equal))
  }
  return outputDifference(comparison, equal)
}

/** Layers behind those that agree, up to one that differs, in their order. */
function suspectsOf(
  model: ResolvedModel,
  id: string,
  equal: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>()
  const visit = (each: string): void => {
    if (equal.has(each) || found.has(each)) return
    found.add(each)
    for (const input of layerAt(model, each)?.inputs ?? []) visit(input)
  }
  visit(id)
  return model.layers.flatMap(({ layer }) => (found.has(layer.id) ? [layer.id] : []))
}

function explained(
  { known, found, inputs, model }: Comparison,
  layer: string,
  a: Sample,
  b: Sample,
  suspects: readonly string[],
): FirstDifference {
  const softmax = layer === model.layers.at(-1)?.layer.id ? softmaxCause(a, b) : undefined
  if (softmax) return { layer, ...softmax }
  const [ours, theirs] = [known.subject, found.subject]
  const shape = theirs && layerAt(theirs.model, layer)?.outputShape
  const own = layerAt(model, layer)?.outputShape
  if (shape && own && shape.join() !== own.join())
    return {
      layer,
      cause: 'other-shape',
      explanation: phrase`Its output is ${own.join('×')} on one side and ${shape.join('×')} on the other.`,
    }
  const tries = [
    ...(ours ? [{ subject: ours, opponent: theirs, other: b }] : []),
    ...(theirs ? [{ subject: theirs, opponent: ours, other: a }] : []),
  ].map((search) => causeOf({ ...search, inputs, layer, suspects }))
  const told = tries.find(({ cause }) => cause !== 'unknown') ?? tries[0]
  return told ?? { layer, ...UNKNOWN }
}

const UNKNOWN = {
  cause: 'unknown',
  explanation: phrase`None of the known causes gives the same numbers.`,
} as const

/** The outputs may differ where all layers of the same name agree. */
function outputDifference(
  { known, found }: Comparison,
  equal: ReadonlySet<string>,
): FirstDifference | null {
  const [a, b] = [known.samples.get(known.output), found.samples.get(found.output)]
  if (a && b && (agrees(a, b) || (known.output === found.output && equal.has(known.output))))
    return null
  const layer = found.output
  if (!a || !b || a.units.length !== b.units.length)
    return {
      layer,
      cause: 'other-shape',
      explanation: phrase`The two sides have outputs of different shapes.`,
    }
  return { layer, ...(softmaxCause(a, b) ?? UNKNOWN) }
}

/** Predictions are the same with any momentum; a training goes on differently. */
function momentumDifference({ known, found }: Comparison): FirstDifference | null {
  for (const [layer, momentum] of known.momenta) {
    const other = found.momenta.get(layer)
    if (other === undefined || Math.abs(other - momentum) < 1e-6) continue
    return {
      layer,
      cause: 'batch-norm-momentum',
      explanation: phrase`A new batch counts ${momentum} in its running averages on one side and ${other} on the other: predictions are the same, and a training goes on differently.`,
    }
  }
  return null
}

import { AppError } from '../../errors'
import { isLayerKind, LAYERS, traitsOf, type Layer } from '../../layers'
import type { Shape } from '../../layers/definition'
import type { DraftLayer, ModelDraft } from '../draft'
import { apart, renameLayer, setFields } from '../edit'
import { freeId } from '../edit/new-layer'
import { checkValue } from '../../schema-fault'
import { outputCount, type ResolvedLayer, type ResolvedModel } from '../resolve'
import { INPUT_ID, inputIds, modelSpecSchema, type ModelSpec } from '../spec'
import { summarise, type LayerSummary, type ModelSummary } from '../summary'
import { unevenGroups } from './groups'
import { unknownInput, unsuitedInputs } from './inputs'
import type { Fix, Problem } from './problem'
import { checkLayer, parametersOf } from './schema'
import { tooMuchPadding, windowTooLarge } from './window'

export interface ExaminedLayer {
  readonly index: number
  /**
   * The layer's unique key: its id, unless an earlier layer has the same id. Edits, rows and nodes
   * use it.
   */
  readonly key: string
  readonly raw: DraftLayer
  /** With every default filled in; absent where its parameters are wrong. */
  readonly layer?: Layer
  readonly inputs: readonly string[]
  readonly inputShapes: readonly Shape[]
  readonly outputShape: Shape
  /**
   * After a fault here or before, the shape is what the layer would most likely have once the fault
   * is fixed.
   */
  readonly assumed: boolean
  readonly problems: readonly Problem[]
  readonly summary: LayerSummary
}

export interface Examination {
  readonly draft: ModelDraft
  readonly layers: readonly ExaminedLayer[]
  /** Faults of the network as a whole: of its input, its name. */
  readonly problems: readonly Problem[]
  /** All faults, including those of the layers. */
  readonly faults: number
  readonly totals: ModelSummary['totals']
  /** The network, where there is no fault. */
  readonly spec?: ModelSpec
  readonly model?: ResolvedModel
}

/**
 * Examines a complete network, whatever its faults. Each layer gets its result or its faults. After
 * a fault, the shapes continue as they would be once it is fixed, so one mistake does not hide the
 * others.
 */
export function examine(draft: ModelDraft): Examination {
  const input: Shape = [draft.input.height, draft.input.width, draft.input.channels].map((n) =>
    Number.isInteger(n) && n > 0 ? n : 1,
  )
  const shapes = new Map<string, { shape: Shape; assumed: boolean }>([
    [INPUT_ID, { shape: input, assumed: false }],
  ])
  // Two layers with the same id are distinguished here, so that each has its own result, and a fix
  // changes the layer that it belongs to.
  const named = apart(draft)
  const found = draft.layers.map((raw, index) => examineLayer(named, raw, index, shapes))
  const resolved = found.map(({ stand }) => stand)
  const summary = summarise({
    spec: draft as unknown as ModelSpec,
    inputShape: input,
    layers: resolved,
    classes: outputCount(resolved),
  })
  const layers = found.map(({ examined }, index) =>
    withSummary(examined, summary.layers[index] as LayerSummary),
  )
  const problems = frameProblems(draft)
  const faults = problems.length + layers.reduce((sum, layer) => sum + layer.problems.length, 0)
  return {
    draft,
    layers,
    problems,
    faults,
    totals: summary.totals,
    ...(faults === 0 ? valid(draft, input, resolved) : {}),
  }
}

/**
 * Layers with their summaries from the last examination: what an edit does not change stays the
 * same object and is not drawn again.
 */
const handed = new WeakMap<Found, ExaminedLayer>()

function withSummary(examined: Found, own: LayerSummary): ExaminedLayer {
  const known = handed.get(examined)
  if (
    known &&
    known.summary.parameters === own.parameters &&
    known.summary.macs === own.macs &&
    sameField(known.summary, own)
  )
    return known
  // A stand-in carries the shape only.
  const layer = { ...examined, summary: { ...own, id: examined.raw.id } }
  handed.set(examined, layer)
  return layer
}

const sameField = (
  { receptiveField: a }: LayerSummary,
  { receptiveField: b }: LayerSummary,
): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    same(a.size, b.size) &&
    same(a.stride, b.stride) &&
    same(a.start, b.start))

/** Without a fault, every stand-in is the layer itself. */
function valid(
  draft: ModelDraft,
  inputShape: Shape,
  layers: readonly ResolvedLayer[],
): Pick<Examination, 'spec' | 'model'> {
  const spec: ModelSpec = {
    name: draft.name,
    input: draft.input,
    layers: layers.map(({ layer }) => layer),
  }
  return { spec, model: { spec, inputShape, layers, classes: outputCount(layers) } }
}

type Shapes = Map<string, { shape: Shape; assumed: boolean }>
type Found = Omit<ExaminedLayer, 'summary'>

interface Examined {
  readonly examined: Found
  readonly stand: ResolvedLayer
}

/**
 * The result of a layer without a fault. Layers are never changed in place, so it is valid for as
 * long as the layer reads the same.
 */
const sound = new WeakMap<DraftLayer, Examined>()

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

/** Whether a layer still has the same inputs as when this was found. */
const readsSame = ({ examined }: Examined, inputs: readonly string[], shapes: Shapes): boolean =>
  same(examined.inputs, inputs) &&
  inputs.every((id, i) => {
    const read = shapes.get(id)
    return read !== undefined && !read.assumed && same(read.shape, examined.inputShapes[i] ?? [])
  })

function examineLayer(draft: ModelDraft, raw: DraftLayer, index: number, shapes: Shapes): Examined {
  const named = draft.layers[index] ?? raw
  const inputs = inputIds(draft.layers, index)
  const known = named === raw ? sound.get(raw) : undefined
  if (known && readsSame(known, inputs, shapes)) {
    shapes.set(raw.id, { shape: known.examined.outputShape, assumed: false })
    return known.examined.index === index
      ? known
      : { ...known, examined: { ...known.examined, index } }
  }
  const found = examineUncached(draft, raw, index, shapes)
  if (named === raw && found.examined.problems.length === 0 && !found.examined.assumed)
    sound.set(raw, found)
  return found
}

function examineUncached(
  draft: ModelDraft,
  raw: DraftLayer,
  index: number,
  shapes: Shapes,
): Examined {
  const named = draft.layers[index] ?? raw
  const key = named.id
  const checked = checkLayer(named)
  const inputs = inputIds(draft.layers, index)
  const problems = [...idProblems(draft, raw, index), ...checked.problems]
  for (const id of inputs) if (!shapes.has(id)) problems.push(unknownInput(draft, index, key, id))
  const read = inputs.flatMap((id) => shapes.get(id) ?? [])
  const inputShapes = read.map(({ shape }) => shape)
  const { layer } = checked
  if (layer && read.length === inputs.length) {
    const misfit =
      unsuitedInputs(layer, inputs, inputShapes) ??
      unevenGroups(layer, inputShapes) ??
      tooMuchPadding(layer, inputShapes) ??
      windowTooLarge(layer, inputShapes) ??
      refusal(layer, inputShapes)
    if (misfit) problems.push(misfit)
  }
  const fine = layer !== undefined && problems.length === 0
  const outputShape = fine
    ? traitsOf(layer).outputShape(layer, inputShapes)
    : likelyShape(raw, layer, inputShapes)
  const assumed = !fine || read.some((each) => each.assumed)
  if (key !== INPUT_ID) shapes.set(key, { shape: outputShape, assumed })
  const stand: ResolvedLayer = fine
    ? {
        layer,
        inputs,
        inputShapes,
        outputShape,
        weights: traitsOf(layer).weights(layer, inputShapes),
      }
    : standIn(
        key === INPUT_ID ? `layer ${index}` : key,
        inputs.filter((id) => shapes.has(id) && id !== key)[0] ?? INPUT_ID,
        read[0]?.shape ?? [1, 1, 1],
        outputShape,
      )
  return {
    examined: {
      index,
      key,
      raw,
      ...(layer ? { layer } : {}),
      inputs,
      inputShapes,
      outputShape,
      assumed,
      problems,
    },
    stand,
  }
}

/** The stand-in for a faulty layer in the summary: it keeps its input's field and costs nothing. */
const standIn = (
  id: string,
  input: string,
  inputShape: Shape,
  outputShape: Shape,
): ResolvedLayer => ({
  layer: { id, kind: 'activation', function: 'linear' },
  inputs: [input],
  inputShapes: [inputShape],
  outputShape,
  weights: [],
})

function idProblems(draft: ModelDraft, raw: DraftLayer, index: number): Problem[] {
  const reserved = raw.id === INPUT_ID
  if (!reserved && draft.layers[index]?.id === raw.id) return []
  const id = freeId(draft, reserved ? 'layer' : raw.id)
  const fix: Fix = {
    code: 'rename',
    values: { id },
    apply: (now) => (reserved ? withId(now, index, id) : renameLayer(now, index, id)),
  }
  return [
    {
      code: reserved ? 'reservedId' : 'duplicateId',
      field: 'id',
      values: { id: raw.id },
      fixes: [fix],
    },
  ]
}

const withId = (draft: ModelDraft, index: number, id: string): ModelDraft => ({
  ...draft,
  layers: draft.layers.map((layer, at) => (at === index ? { ...layer, id } : layer)),
})

/**
 * The fault that the layer's own definition finds in its inputs, unless one of the checks has
 * reported it already. Where it names a parameter, the fix is the value that suits, or to leave the
 * parameter out.
 */
function refusal(layer: Layer, inputs: readonly Shape[]): Problem | undefined {
  try {
    traitsOf(layer).outputShape(layer, inputs)
    return undefined
  } catch (thrown) {
    const { words, details = {} } = AppError.from(thrown)
    const { field, suited } = details
    const isParameter = parametersOf(layer.kind).some(({ name }) => name === field)
    return isParameter && typeof field === 'string'
      ? {
          code: 'parameter',
          field,
          values: {},
          message: words,
          fixes: parameterFixes(layer, field, suited),
        }
      : { code: 'other', values: {}, message: words, fixes: [] }
  }
}

function parameterFixes(layer: Layer, field: string, suited: unknown): Fix[] {
  const info = parametersOf(layer.kind).find(({ name }) => name === field)
  const set =
    (value: unknown): Fix['apply'] =>
    (draft) =>
      setFields(draft, layer.id, { [field]: value })
  if (suited !== undefined)
    return [
      { code: 'useDefault', values: { field, value: JSON.stringify(suited) }, apply: set(suited) },
    ]
  return info && !info.required
    ? [{ code: 'leaveOut', values: { field }, apply: set(undefined) }]
    : []
}

/** The shape that a faulty layer would most likely have. */
function likelyShape(
  raw: DraftLayer,
  layer: Layer | undefined,
  [input = [1, 1, 1]]: readonly Shape[],
): Shape {
  const amount = (name: string): number =>
    Number.isInteger(raw[name]) && Number(raw[name]) > 0 ? Number(raw[name]) : (input.at(-1) ?? 1)
  if (!isLayerKind(raw.kind)) return input
  const { width, takes, keeps, global } = LAYERS[raw.kind]
  const channels = width ? amount(width) : (input.at(-1) ?? 1)
  if (global || (width && takes === 'vector')) return [channels]
  if (keeps === 'values') return [input.reduce((product, n) => product * n, 1)]
  if (input.length !== 3) return width ? [1, 1, channels] : input
  const tooLarge = layer && windowTooLarge(layer, [input])
  return tooLarge ? [1, 1, channels] : [input[0] ?? 1, input[1] ?? 1, channels]
}

/** Faults of name and input. */
function frameProblems(draft: ModelDraft): Problem[] {
  if (draft.layers.length === 0) return [{ code: 'empty', values: {}, fixes: [] }]
  const frame = modelSpecSchema.pick({ name: true, input: true })
  const result = checkValue(frame, { name: draft.name, input: draft.input })
  if (result.success) return []
  return result.faults.map(({ path, field, words }): Problem => {
    const value = path.length > 1 ? draft.input[path[1] as keyof ModelDraft['input']] : draft.name
    return {
      code: 'field',
      field,
      values: { field, value: JSON.stringify(value) },
      message: words,
      fixes: [],
    }
  })
}

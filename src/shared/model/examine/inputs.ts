import { traitsOf, type Layer } from '../../layers'
import { formatShape, type Shape } from '../../layers/definition'
import { broadcastShape } from '../../layers/merging'
import type { ModelDraft } from '../draft'
import { connect, disconnect, insertBetween, newLayer, removeLayers, setFields } from '../edit'
import type { Fix, Problem } from './problem'

const shapesText = (shapes: readonly Shape[]): string => shapes.map(formatShape).join(' and ')

const without = (id: string): Fix => ({
  code: 'remove',
  values: { layer: id },
  apply: (draft) => removeLayers(draft, [id]),
})

/** Inputs that don't suit the layer's kind, in number or in shape. */
export function unsuitedInputs(
  layer: Layer,
  ids: readonly string[],
  shapes: readonly Shape[],
): Problem | undefined {
  const { merges, takes } = traitsOf(layer)
  if (merges) return mergeInputs(layer, merges, ids, shapes)
  const [shape] = shapes
  const [from] = ids
  if (ids.length !== 1 || !shape || from === undefined) return tooMany(layer, ids)
  if (takes === 'map' && shape.length !== 3) {
    return {
      code: 'needsMap',
      field: 'inputs',
      values: { shape: formatShape(shape) },
      fixes: [without(layer.id)],
    }
  }
  if (takes === 'vector' && shape.length !== 1) {
    const before = (
      code: 'flattenBefore' | 'averageBefore',
      kind: 'flatten' | 'globalAvgPool2d',
    ): Fix => ({
      code,
      values: {},
      apply: (draft) => insertBetween(draft, newLayer(draft, kind), from, layer.id),
    })
    return {
      code: 'needsVector',
      field: 'inputs',
      values: { shape: formatShape(shape) },
      fixes: [before('flattenBefore', 'flatten'), before('averageBefore', 'globalAvgPool2d')],
    }
  }
  return undefined
}

function tooMany(layer: Layer, ids: readonly string[]): Problem {
  const [first = 'input'] = ids
  return {
    code: 'needsOneInput',
    field: 'inputs',
    values: { count: ids.length },
    fixes: [
      {
        code: 'readFirst',
        values: { layer: first },
        apply: (draft) => setFields(draft, layer.id, { inputs: [first] }),
      },
      { code: 'mergeInputs', values: {}, apply: (draft) => merged(draft, layer.id, ids) },
    ],
  }
}

/** A concatenation of all its inputs before the layer. */
function merged(draft: ModelDraft, id: string, ids: readonly string[]): ModelDraft {
  const concat = { ...newLayer(draft, 'concat'), inputs: ids }
  const place = draft.layers.findIndex((layer) => layer.id === id)
  const layers = [...draft.layers.slice(0, place), concat, ...draft.layers.slice(place)]
  return setFields({ ...draft, layers }, id, { inputs: [concat.id] })
}

function mergeInputs(
  layer: Layer,
  merges: 'values' | 'channels',
  ids: readonly string[],
  shapes: readonly Shape[],
): Problem | undefined {
  const values = { shapes: shapesText(shapes) }
  if (ids.length < 2)
    return {
      code: 'needsTwoInputs',
      field: 'inputs',
      values: { count: ids.length },
      fixes: [without(layer.id)],
    }
  const pair = oddPair(merges, shapes)
  if (!pair) return undefined
  const [main = '', id = ''] = pair.map((at) => ids[at])
  const [first, shape] = pair.map((at) => shapes[at] ?? []) as [Shape, Shape]
  const sameMap =
    first.length === 3 && shape.length === 3 && first[0] === shape[0] && first[1] === shape[1]
  // A convolution can only reduce the larger map to the other's size.
  const larger =
    first.length === 3 &&
    shape.length === 3 &&
    ((shape[0] ?? 0) < (first[0] ?? 0) || (shape[1] ?? 0) < (first[1] ?? 0))
  const [from, given, wanted] = larger ? [main, first, shape] : [id, shape, first]
  const project: Fix = {
    code: 'project',
    values: { layer: from, channels: wanted.at(-1) ?? 1, shape: formatShape(wanted) },
    apply: (draft) => projected(draft, layer.id, from, wanted, given),
  }
  const cut: Fix = {
    code: 'readFirst',
    values: { layer: ids.filter((each) => each !== id).join(', ') },
    apply: (draft) => disconnect(draft, id, layer.id),
  }
  if (merges === 'channels')
    return {
      code: 'concatSizes',
      field: 'inputs',
      values,
      fixes: [project, ...(ids.length > 2 ? [cut] : [])],
    }
  const instead: Fix = {
    code: 'concatInstead',
    values: {},
    apply: (draft) => setFields(draft, layer.id, { kind: 'concat' }),
  }
  return {
    code: 'addShapes',
    field: 'inputs',
    values,
    fixes: [project, ...(sameMap ? [instead] : []), ...(ids.length > 2 ? [cut] : [])],
  }
}

/** The first two shapes that can't be joined. */
function oddPair(
  merges: 'values' | 'channels',
  shapes: readonly Shape[],
): readonly [number, number] | undefined {
  const suit = (a: Shape, b: Shape): boolean =>
    merges === 'values'
      ? broadcastShape([a, b]) !== null
      : a.length === b.length && a.slice(0, -1).join() === b.slice(0, -1).join()
  for (const [i, a] of shapes.entries()) {
    const j = shapes.findIndex((b, at) => at > i && !suit(a, b))
    if (j > 0) return [i, j]
  }
  return undefined
}

/**
 * A convolution or a dense layer that gives one branch the other's shape: it has a stride where the
 * map is larger, and reads all of it.
 */
function projected(
  draft: ModelDraft,
  merge: string,
  from: string,
  wanted: Shape,
  given: Shape,
): ModelDraft {
  if (wanted.length === 1)
    return insertBetween(draft, { ...newLayer(draft, 'dense'), units: wanted[0] }, from, merge)
  const axis = (i: 0 | 1): { kernel: number; stride: number } => {
    const [n, m] = [given[i] ?? 1, wanted[i] ?? 1]
    const stride = Math.max(1, Math.floor(n / m))
    return { kernel: Math.max(1, n - (m - 1) * stride), stride }
  }
  const [rows, columns] = [axis(0), axis(1)]
  const both = (name: 'kernel' | 'stride'): unknown =>
    rows[name] === columns[name] ? rows[name] : [rows[name], columns[name]]
  const stride = both('stride')
  const layer = {
    id: newLayer(draft, 'conv2d').id,
    kind: 'conv2d',
    channels: wanted[2],
    kernel: both('kernel'),
    ...(stride === 1 ? {} : { stride }),
  }
  return insertBetween(draft, layer, from, merge)
}

/** An input that does not exist, or comes after the layer. */
export function unknownInput(
  draft: ModelDraft,
  index: number,
  id: string,
  missing: string,
): Problem {
  const before = draft.layers[index - 1]?.id ?? 'input'
  const later = draft.layers.some((layer, at) => at > index && layer.id === missing)
  const behind: Fix = {
    code: 'moveBehind',
    values: { layer: missing },
    apply: (now) => connect(now, missing, id),
  }
  const readBefore: Fix = {
    code: 'readBefore',
    values: { layer: before },
    apply: (now) =>
      setFields(now, id, {
        inputs: now.layers[index]?.inputs?.map((input) => (input === missing ? before : input)),
      }),
  }
  return {
    code: later ? 'laterInput' : 'missingInput',
    field: 'inputs',
    values: { input: missing },
    fixes: later ? [behind, readBefore] : [readBefore],
  }
}

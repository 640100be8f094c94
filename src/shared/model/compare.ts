import { elements, type Shape } from '../layers/definition'
import type { ExaminedLayer, Examination } from './examine'
import { INPUT_ID } from './spec'

export type Change = 'same' | 'changed' | 'added' | 'removed'

/** One layer in two networks, matched by its id; the networks' input is one too. */
export interface LayerDifference {
  /** Its key, which distinguishes two layers with the same id. */
  readonly id: string
  readonly change: Change
  readonly kind: string
  /** Parameters that differ: before and after, as JSON; "–" where there is none. */
  readonly fields: readonly {
    readonly name: string
    readonly before: string
    readonly after: string
  }[]
  readonly shapes: BeforeAfter<Shape>
  readonly parameters: BeforeAfter<number>
  /** Multiply-accumulates for one example. */
  readonly macs: BeforeAfter<number>
  /** Bytes of the output for one example, float32. */
  readonly activationBytes: BeforeAfter<number>
}

/** Undefined on the side that lacks the layer. */
export type BeforeAfter<T> = readonly [before: T | undefined, after: T | undefined]

const text = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value))

/** Parameters with every default filled in, where the layer has no fault; its links resolved. */
const valuesOf = ({ raw, layer, inputs }: ExaminedLayer): Record<string, unknown> => ({
  ...(layer ?? raw),
  inputs,
})

function fieldsOf(before: ExaminedLayer, after: ExaminedLayer): LayerDifference['fields'] {
  const [a, b] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((name) => ({ name, before: text(a[name]), after: text(b[name]) }))
    .filter((field) => field.name !== 'id' && field.before !== field.after)
}

/** A layer's output and its cost. */
interface Facts {
  readonly shape: Shape
  readonly parameters: number
  readonly macs: number
}
const factsOf = ({ outputShape, summary }: ExaminedLayer): Facts => ({
  shape: outputShape,
  parameters: summary.parameters,
  macs: summary.macs,
})
const inputOf = ({ draft: { input } }: Examination): Facts => ({
  shape: [input.height, input.width, input.channels],
  parameters: 0,
  macs: 0,
})

function sides(
  before: Facts | undefined,
  after: Facts | undefined,
): Pick<LayerDifference, 'shapes' | 'parameters' | 'macs' | 'activationBytes'> {
  const both = <T>(of: (facts: Facts) => T): BeforeAfter<T> => [
    before && of(before),
    after && of(after),
  ]
  return {
    shapes: both(({ shape }) => shape),
    parameters: both(({ parameters }) => parameters),
    macs: both(({ macs }) => macs),
    activationBytes: both(({ shape }) => 4 * elements(shape)),
  }
}

const alike = (a: Facts, b: Facts): boolean =>
  a.shape.join() === b.shape.join() && a.parameters === b.parameters && a.macs === b.macs

/**
 * Two networks layer by layer, their input first, in the order of the second; layers that it lacks
 * are at their former place.
 */
export function compareModels(before: Examination, after: Examination): readonly LayerDifference[] {
  const old = new Map(before.layers.map((layer) => [layer.key, layer]))
  const present = new Set(after.layers.map(({ key }) => key))
  const [was, is] = [inputOf(before), inputOf(after)]
  const rows: LayerDifference[] = [
    {
      id: INPUT_ID,
      kind: '',
      change: alike(was, is) ? 'same' : 'changed',
      fields: [],
      ...sides(was, is),
    },
  ]
  for (const layer of after.layers) {
    const {
      key: id,
      raw: { kind },
    } = layer
    const earlier = old.get(id)
    const fields = earlier ? fieldsOf(earlier, layer) : []
    const change = !earlier
      ? 'added'
      : fields.length === 0 && alike(factsOf(earlier), factsOf(layer))
        ? 'same'
        : 'changed'
    rows.push({ id, kind, change, fields, ...sides(earlier && factsOf(earlier), factsOf(layer)) })
  }
  before.layers.forEach((layer, index) => {
    const {
      key: id,
      raw: { kind },
    } = layer
    if (present.has(id)) return
    const ahead = before.layers
      .slice(0, index)
      .reverse()
      .find(({ key }) => rows.some((row) => row.id === key))
    const place = rows.findIndex((row) => row.id === (ahead?.key ?? INPUT_ID)) + 1
    rows.splice(place, 0, {
      id,
      kind,
      change: 'removed',
      fields: [],
      ...sides(factsOf(layer), undefined),
    })
  })
  return rows
}

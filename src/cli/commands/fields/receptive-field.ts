import { AppError, phrase } from '@shared/errors'
import type { Pair } from '@shared/math/geometry'
import { middleOf } from '@shared/math/unit'
import { boxesOf } from '@shared/math/field/cells'
import {
  fieldCenter,
  INPUT_FIELD,
  thousandths,
  type LayerField,
} from '@shared/math/receptive-field'
import { layerFields } from '@shared/model/field/layer-fields'
import { unitField } from '@shared/model/field/unit-field'
import { lastMap, layerAt, resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { resolveForInput } from '@shared/model/smallest-input'
import type { Context, RegisterCommand } from '../../command'
import { openSpec } from '../../model'
import { table, type Column } from '../../table'
import { wholeNumber, wholeNumbers } from '../../values'
import { measureEffective, type EffectiveResult, type FieldOptions } from './effective'

interface LayerRow {
  readonly id: string
  readonly size: Pair | null
  readonly stride: Pair | null
  readonly start: Pair | null
  readonly center: Pair | null
  /**
   * Whether every unit's field has the same shape and centre; if not, the numbers are those of the
   * box around all paths.
   */
  readonly aligned: boolean
}

interface UnitResult {
  readonly layer: string
  readonly unit: Pair
  readonly rows: Pair
  readonly columns: Pair
  readonly clipped: boolean
  /** The pixels that can change the unit, exactly, as boxes that don't overlap. */
  readonly pixels: readonly { readonly rows: Pair; readonly columns: Pair }[]
}

interface Result {
  readonly input: readonly number[]
  readonly layers: readonly LayerRow[]
  readonly unit?: UnitResult
  readonly effective?: EffectiveResult
}

const COLUMNS: readonly Column[] = ['layer', 'size', 'stride', 'start', 'centre', 'aligned'].map(
  (title, i) => ({ title, align: i === 0 || i === 5 ? 'left' : 'right' }),
)

const rowOf = (id: string, field: LayerField | null): LayerRow =>
  field
    ? {
        id,
        size: field.size,
        stride: field.stride,
        start: field.start,
        center: fieldCenter(field),
        aligned: field.aligned,
      }
    : { id, size: null, stride: null, start: null, center: null, aligned: false }

/** A row for each layer, or only for the named one; the input's only where it is named. */
const rowsOf = (model: ResolvedModel, named: string | undefined): LayerRow[] =>
  named === INPUT_ID
    ? [rowOf(INPUT_ID, INPUT_FIELD)]
    : [...layerFields(model)]
        .filter(([id]) => named === undefined || id === named)
        .map(([id, field]) => rowOf(id, field))

/**
 * Refuses options for the measurement without --effective, which would otherwise be ignored
 * silently.
 */
function checkMeasured({ effective, image, invert, seed, map }: FieldOptions): void {
  const given = Object.entries({ image, invert, seed, map }).find(
    ([, value]) => value !== undefined,
  )
  if (given && !effective)
    throw new AppError(
      'invalid-argument',
      phrase`--${given[0]} applies to a measured field: add --effective.`,
      { field: given[0] },
    )
}

const middle = (model: ResolvedModel, layer: string): Pair => {
  const { row, column } = middleOf(layerAt(model, layer)?.outputShape ?? [1])
  return [row, column]
}

function unitResult(
  model: ResolvedModel,
  layer: string,
  [row, column]: Pair,
  channel?: number,
): UnitResult {
  const { rows, columns, clipped, pixels } = unitField(model, layer, {
    row,
    column,
    ...(channel === undefined ? {} : { channel }),
  })
  return { layer, unit: [row, column], rows, columns, clipped, pixels: boxesOf(pixels) }
}

function print({ input, layers, unit, effective }: Result): string {
  const cell = (pair: Pair | null, separator: string): string =>
    pair ? thousandths(pair).join(separator) : '–'
  const rows = layers.map(({ id, size, stride, start, center, aligned }) => [
    id,
    cell(size, '×'),
    cell(stride, '×'),
    cell(start, ', '),
    cell(center, ', '),
    aligned ? 'yes' : 'no',
  ])
  const lines = [`Input ${input.join('×')}`, '', table(COLUMNS, rows)]
  if (unit) {
    const span = ([first, last]: Pair): string =>
      first === last ? String(first) : `${first} … ${last}`
    lines.push(
      '',
      `Unit ${unit.unit.join(',')} of ${unit.layer} sees rows ${span(unit.rows)}, columns ${span(unit.columns)}${unit.clipped ? ' (part of it in the padding)' : ''}.`,
    )
    if (unit.pixels.length !== 1)
      lines.push(
        `Exactly: ${unit.pixels.map(({ rows: r, columns: c }) => `rows ${span(r)} × columns ${span(c)}`).join('; ') || 'no pixel'}.`,
      )
  }
  if (effective) lines.push('', ...effectiveLines(effective))
  if (layers.some(({ aligned }) => !aligned))
    lines.push(
      '',
      'Not aligned: units see fields of different shapes, because branches with different centres meet or a map is enlarged. The numbers are the box around them. --unit gives the exact pixels of a unit.',
    )
  return lines.join('\n')
}

function effectiveLines({
  layer,
  unit,
  channel,
  source,
  map,
  sigma,
  ratio,
  radius50,
  radius95,
  radius99,
}: EffectiveResult): string[] {
  const digits = (value: number | null): string => (value === null ? '–' : value.toFixed(3))
  return [
    `Effective field of unit ${unit.join(',')} of ${layer}, ${channel === null ? 'the mean of all its channels' : `channel ${channel}`}, ${source}:`,
    `σ ${digits(sigma?.[0] ?? null)} down, ${digits(sigma?.[1] ?? null)} across (4σ is ${ratio ? ratio.map((share) => `${Math.round(100 * share)} %`).join(' and ') : '–'} of the theoretical size)`,
    `half of it within ${digits(radius50)} pixels, 95 % within ${digits(radius95)}, 99 % within ${digits(radius99)}`,
    `map: ${map}`,
  ]
}

/** Without --layer and --unit, the unit in the middle of the last map is used. */
async function run({ output }: Context, argument: string, options: FieldOptions): Promise<void> {
  checkMeasured(options)
  const { layer, unit, input } = options
  const spec = await openSpec(argument)
  const model = input ? resolveForInput(spec, [input[0] ?? 1, input[1] ?? 1]) : resolveModel(spec)
  const of = layer ?? lastMap(model)
  const place: Pair = unit ? [unit[0] ?? 0, unit[1] ?? 0] : middle(model, of)
  const channel = unit?.[2]
  // Checks layer and unit before anything is computed.
  const found = unitResult(model, of, place, channel)
  const layers = rowsOf(model, layer)
  const file = `${of}-${[...place, ...(unit?.slice(2) ?? [])].join('-')}-effective.npy`
  const effective = options.effective
    ? await measureEffective(
        argument,
        model,
        { layer: of, unit: place, channel: channel ?? null },
        { ...options, map: options.map ?? file },
        output,
      )
    : undefined
  output.result({ layers, ...(unit ? unitDocument(found) : {}), ...effective }, () =>
    print({
      input: model.inputShape,
      layers,
      ...(unit ? { unit: found } : {}),
      ...(effective ? { effective } : {}),
    }),
  )
}

/** In the JSON document a unit's box is at the top level, next to the layers. */
const unitDocument = ({ layer, unit, rows, columns, clipped, pixels }: UnitResult) => ({
  layer,
  unit,
  rows,
  columns,
  clipped,
  pixels,
})

/**
 * `convscope receptive-field`: what the units of every layer see, by the formula, exactly, and by
 * their gradients.
 */
export const receptiveField: RegisterCommand = (program, act) => {
  program
    .command('receptive-field <model>')
    .description(
      'receptive field of every layer; the exact pixels of a unit; with --effective its gradient',
    )
    .option('--layer <id>', 'only this layer and its units')
    .option(
      '--unit <y,x[,c]>',
      'the pixels of this unit of the layer; with --effective of channel c, without c the mean of all channels',
      wholeNumbers(['y', 'x', 'c'], 0, 1),
    )
    .option('--input <h,w>', 'for pictures of this size', wholeNumbers(['h', 'w'], 1))
    .option('--effective', 'measure the field: the gradient of the unit with respect to the input')
    .option('--image <file>', 'on this picture; without it, on random weights and noise')
    .option('--invert', 'swap light and dark of the picture first')
    .option('--seed <n>', 'seed of the random weights (default: 0)', wholeNumber(0))
    .option('--map <file>', 'file for the measured map (.npy, float32 [height, width])')
    .action(act(run))
}

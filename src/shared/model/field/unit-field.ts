import { AppError, phrase } from '../../errors'
import { formatShape } from '../../layers/definition'
import {
  area,
  areaOf,
  boxOf,
  cells,
  everyChannel,
  extentOf,
  wholeArea,
  type Area,
  type Cells,
} from '../../math/field/cells'
import { span } from '../../math/field/intervals'
import type { Pair } from '../../math/geometry'
import type { Unit } from '../../math/unit'
import { shapeAt, type ResolvedModel } from '../resolve'
import { INPUT_ID } from '../spec'
import { cellsBehind, type CellsByLayer } from './walk'

/** A unit of a layer; without a channel, all channels at its place. */
type UnitOrColumn = Omit<Unit, 'channel'> & Partial<Unit>

/** The part of the network's input that a unit sees. */
export interface UnitField {
  /** First and last row, before clipping: rows outside the picture are padding. */
  readonly rows: Pair
  readonly columns: Pair
  /** Whether part of the box is outside the picture. */
  readonly clipped: boolean
  /** The exact pixels that can change the unit, including holes. */
  readonly pixels: Area
  /** Everything that it depends on, layer by layer, exactly. */
  readonly behind: CellsByLayer
}

const range = (name: string, length: number): string =>
  length === 1 ? `${name} 0` : `${name} 0…${length - 1}`

/**
 * A unit as one cell, or as the column of cells over all channels.
 * @throws AppError `not-found` for a missing layer, naming the existing layers; `invalid-argument`
 *   for a unit outside the map, naming the valid range
 */
export function unitCells(
  model: ResolvedModel,
  layer: string,
  { row, column, channel }: UnitOrColumn,
): Cells {
  const shape = shapeAt(model, layer)
  if (!shape) {
    const layers = model.layers.map((resolved) => resolved.layer.id)
    throw new AppError(
      'not-found',
      phrase`"${model.spec.name}" has no layer "${layer}". It has ${[INPUT_ID, ...layers].join(', ')}.`,
      { layer, layers },
    )
  }
  const extent = extentOf(shape)
  const [height, width, channels] = extent
  const inside = (value: number, length: number): boolean =>
    Number.isInteger(value) && value >= 0 && value < length
  if (
    !inside(row, height) ||
    !inside(column, width) ||
    (channel !== undefined && !inside(channel, channels))
  ) {
    const asked = [row, column, ...(channel === undefined ? [] : [channel])].join(',')
    const valid = [range('row', height), range('column', width), range('channel', channels)].join(
      ', ',
    )
    throw new AppError(
      'invalid-argument',
      phrase`There is no unit ${asked} in layer "${layer}" of ${formatShape(shape)}: valid are ${valid}.`,
      {
        layer,
        shape,
        unit: [row, column, channel],
        valid: { row: [0, height - 1], column: [0, width - 1], channel: [0, channels - 1] },
      },
    )
  }
  return cells(
    channel === undefined ? everyChannel(extent) : span(channel, channel),
    area(span(row, row), span(column, column)),
  )
}

/**
 * The receptive field of one unit: its box by the closed form, and the exact pixels.
 * @throws AppError as `unitCells`
 */
export const unitField = (model: ResolvedModel, layer: string, unit: UnitOrColumn): UnitField =>
  fieldOfCells(model, layer, unitCells(model, layer, unit))

/**
 * The union of the fields of a channel's units, which is the field of their mean.
 * @throws AppError as `unitCells`
 */
export function channelField(model: ResolvedModel, layer: string, channel: number): UnitField {
  const [{ keys: channels } = { keys: [] }] = unitCells(model, layer, {
    row: 0,
    column: 0,
    channel,
  })
  const extent = extentOf(shapeAt(model, layer) ?? [1])
  return fieldOfCells(model, layer, cells(channels, wholeArea(extent)))
}

function fieldOfCells(model: ResolvedModel, layer: string, start: Cells): UnitField {
  const virtual = boxOf(
    areaOf(cellsBehind(model, layer, start, { padding: true }).get(INPUT_ID) ?? []),
  )
  const behind = cellsBehind(model, layer, start)
  const [height = 0, width = 0] = model.inputShape
  const { rows, columns } = virtual ?? { rows: [0, -1] as const, columns: [0, -1] as const }
  const clipped = rows[0] < 0 || columns[0] < 0 || rows[1] >= height || columns[1] >= width
  return { rows, columns, clipped, pixels: areaOf(behind.get(INPUT_ID) ?? []), behind }
}

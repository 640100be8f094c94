import type { Pair } from '../geometry'
import { joinGroups, mapGroups, sameGroups, type Grouped, type Values } from './grouped'
import {
  hasNumber,
  hull,
  intersect,
  sameIntervals,
  sizeOfSet,
  span,
  unite,
  type Intervals,
} from './intervals'

/**
 * Any set of places of a map, exactly: rows → columns. Rows with the same columns form one group.
 */
export type Area = Grouped<Intervals>

/**
 * Any set of cells of a layer's output, exactly: channels → area. A vector of n units is n channels
 * of 1×1.
 */
export type Cells = Grouped<Area>

const COLUMNS: Values<Intervals> = { same: sameIntervals, join: (a, b) => unite([...a, ...b]) }
export const sameArea = (a: Area, b: Area): boolean =>
  sameGroups(a, b, sameIntervals, sameIntervals)
export const joinAreas = (areas: readonly Area[]): Area => joinGroups(areas, COLUMNS)
const AREAS: Values<Area> = { same: sameArea, join: (a, b) => joinAreas([a, b]) }

/** All rows with all columns. */
export const area = (rows: Intervals, columns: Intervals): Area =>
  rows.length === 0 || columns.length === 0 ? [] : [{ keys: rows, value: columns }]
/** All channels with an area. */
export const cells = (channels: Intervals, where: Area): Cells =>
  channels.length === 0 || where.length === 0 ? [] : [{ keys: channels, value: where }]

export const joinCells = (parts: readonly Cells[]): Cells => joinGroups(parts, AREAS)

/** Changes rows and columns of an area. */
export const mapArea = (
  where: Area,
  rows: (set: Intervals) => Intervals,
  columns: (set: Intervals) => Intervals,
): Area => mapGroups(where, (keys, value) => area(rows(keys), columns(value)), COLUMNS)

/** Changes channels and area of cells. */
export const mapCells = (of: Cells, change: (channels: Intervals, where: Area) => Cells): Cells =>
  mapGroups(of, change, AREAS)

/** Extent of a layer's output: [height, width, channels]. */
export type Extent = readonly [number, number, number]

/** The shape [height, width, channels] or [units] of an output as its extent. */
export const extentOf = (shape: readonly number[]): Extent =>
  shape.length === 1 ? [1, 1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0, shape[2] ?? 0]

export const everyRow = ([height]: Extent): Intervals => span(0, height - 1)
export const everyColumn = ([, width]: Extent): Intervals => span(0, width - 1)
export const everyChannel = ([, , channels]: Extent): Intervals => span(0, channels - 1)
export const wholeArea = (extent: Extent): Area => area(everyRow(extent), everyColumn(extent))
export const wholeLayer = (extent: Extent): Cells => cells(everyChannel(extent), wholeArea(extent))

/** The part of cells that is on the map, not in its padding. */
export function clipCells(of: Cells, extent: Extent): Cells {
  const [rows, columns] = [everyRow(extent), everyColumn(extent)]
  return mapCells(of, (channels, where) =>
    cells(
      channels,
      mapArea(
        where,
        (set) => intersect(set, rows),
        (set) => intersect(set, columns),
      ),
    ),
  )
}

/** The places where any channel has a cell. */
export const areaOf = (of: Cells): Area => joinAreas(of.map(({ value }) => value))
export const channelsOf = (of: Cells): Intervals => unite(of.flatMap(({ keys }) => keys))

/**
 * The smallest box around an area: first and last row, first and last column; null for an empty
 * area.
 */
export function boxOf(where: Area): { readonly rows: Pair; readonly columns: Pair } | null {
  const rows = hull(unite(where.flatMap(({ keys }) => keys)))
  const columns = hull(unite(where.flatMap(({ value }) => value)))
  return rows && columns ? { rows, columns } : null
}

export const hasPlace = (where: Area, row: number, column: number): boolean =>
  where.some(({ keys, value }) => hasNumber(keys, row) && hasNumber(value, column))

/** Number of places of an area. */
export const placesOf = (where: Area): number =>
  where.reduce((sum, { keys, value }) => sum + sizeOfSet(keys) * sizeOfSet(value), 0)
/** Number of cells, counting channels separately. */
export const cellsIn = (of: Cells): number =>
  of.reduce((sum, { keys, value }) => sum + sizeOfSet(keys) * placesOf(value), 0)

/** An area as boxes that don't overlap, for drawing. */
export const boxesOf = (where: Area): { readonly rows: Pair; readonly columns: Pair }[] =>
  where.flatMap(({ keys, value }) =>
    keys.flatMap((rows) => value.map((columns) => ({ rows, columns }))),
  )

import type { Window } from '../geometry'
import { axisAhead, axisBack, type AxisWindow } from './axis'
import {
  area,
  cells,
  everyChannel,
  joinCells,
  mapArea,
  mapCells,
  wholeArea,
  wholeLayer,
  type Area,
  type Cells,
  type Extent,
} from './cells'
import { intersect, members, shift, span, unite, type Intervals } from './intervals'

/**
 * How a layer is connected to one of its inputs: which cells of the input can change some cells of
 * the output, and the reverse. Both are exact. Cells outside the map are padding; the caller clips
 * or keeps them.
 */
export interface Connection {
  /** Cells of the input that the cells of the output read. */
  back(outputs: Cells): Cells
  /** Cells of the output that read the cells of the input. */
  ahead(inputs: Cells): Cells
}

/** Each cell reads the same cell: activations, batch norm, addition. */
export const POINTWISE: Connection = { back: (outputs) => outputs, ahead: (inputs) => inputs }

const axisOf = ({ kernel, stride, dilation, padding }: Window, i: 0 | 1): AxisWindow => ({
  kernel: kernel[i],
  stride: stride[i],
  dilation: dilation[i],
  padding: padding[i][0],
})

/** Channels of the other side that share a group with some channels of this side. */
const groupwise = (channels: Intervals, here: number, there: number): Intervals =>
  unite(
    channels.map(
      ([first, last]) =>
        [Math.floor(first / here) * there, (Math.floor(last / here) + 1) * there - 1] as const,
    ),
  )

/** What a sliding window does to areas, both ways. */
function movedBy(window: Window): Record<'back' | 'ahead', (where: Area) => Area> {
  const [vertical, horizontal] = [axisOf(window, 0), axisOf(window, 1)]
  return {
    back: (where) =>
      mapArea(
        where,
        (rows) => axisBack(vertical, rows),
        (columns) => axisBack(horizontal, columns),
      ),
    ahead: (where) =>
      mapArea(
        where,
        (rows) => axisAhead(vertical, rows),
        (columns) => axisAhead(horizontal, columns),
      ),
  }
}

/**
 * A sliding window.
 * @param groups channels of the input and of the output in one group: [1, 1] for pooling, all of
 *   them for a convolution of one group
 */
export function sliding(window: Window, [inputs, outputs]: readonly [number, number]): Connection {
  const { back, ahead } = movedBy(window)
  return {
    back: (of) =>
      mapCells(of, (channels, where) => cells(groupwise(channels, outputs, inputs), back(where))),
    ahead: (of) =>
      mapCells(of, (channels, where) => cells(groupwise(channels, inputs, outputs), ahead(where))),
  }
}

/** A sliding window of which each output channel reads the channels of its list. */
export function slidingByTable(window: Window, table: readonly (readonly number[])[]): Connection {
  const singles = (channels: readonly number[]): Intervals =>
    unite(channels.map((channel) => [channel, channel] as const))
  const readers = (input: number): number[] =>
    table.flatMap((read, output) => (read.includes(input) ? [output] : []))
  const { back, ahead } = movedBy(window)
  return {
    back: (of) =>
      mapCells(of, (channels, where) =>
        cells(singles(members(channels).flatMap((output) => table[output] ?? [])), back(where)),
      ),
    ahead: (of) =>
      mapCells(of, (channels, where) =>
        cells(singles(members(channels).flatMap(readers)), ahead(where)),
      ),
  }
}

/**
 * Each row of the output reads some rows, each column some columns, of its own channel: resampling.
 */
export function separable(rows: readonly Intervals[], columns: readonly Intervals[]): Connection {
  const read =
    (lists: readonly Intervals[]) =>
    (units: Intervals): Intervals =>
      unite(members(units).flatMap((unit) => lists[unit] ?? []))
  const readBy =
    (lists: readonly Intervals[]) =>
    (seen: Intervals): Intervals =>
      unite(
        lists.flatMap((list, unit) => (intersect(list, seen).length > 0 ? span(unit, unit) : [])),
      )
  return {
    back: (of) =>
      mapCells(of, (channels, where) => cells(channels, mapArea(where, read(rows), read(columns)))),
    ahead: (of) =>
      mapCells(of, (channels, where) =>
        cells(channels, mapArea(where, readBy(rows), readBy(columns))),
      ),
  }
}

/** Every cell reads every cell: a dense layer. */
export const everything = (input: Extent, output: Extent): Connection => ({
  back: (outputs) => (outputs.length === 0 ? [] : wholeLayer(input)),
  ahead: (inputs) => (inputs.length === 0 ? [] : wholeLayer(output)),
})

/** Every unit reads the whole map of its own channel: global pooling. */
export const wholeMap = (input: Extent): Connection => ({
  back: (of) => mapCells(of, (channels) => cells(channels, wholeArea(input))),
  ahead: (of) => mapCells(of, (channels) => cells(channels, wholeArea([1, 1, 1]))),
})

/**
 * An input with one row, column or channel where the output has several: each of them reads it.
 * Axes of equal length are read cell by cell.
 */
export function spread(input: Extent, output: Extent): Connection {
  const axis =
    (i: 0 | 1 | 2, to: Extent) =>
    (set: Intervals): Intervals =>
      input[i] === output[i] || set.length === 0 ? set : span(0, to[i] - 1)
  const moved = (of: Cells, to: Extent): Cells =>
    mapCells(of, (channels, where) =>
      cells(axis(2, to)(channels), mapArea(where, axis(0, to), axis(1, to))),
    )
  return { back: (outputs) => moved(outputs, input), ahead: (inputs) => moved(inputs, output) }
}

/** Every cell reads all channels at its place: softmax. */
export function acrossChannels(extent: Extent): Connection {
  const all = (of: Cells): Cells => mapCells(of, (_, where) => cells(everyChannel(extent), where))
  return { back: all, ahead: all }
}

/** Every unit reads the whole map of the `size` neighbouring channels that its own is one of. */
export function wholeGroups(extent: Extent, size: number): Connection {
  const all = (of: Cells): Cells =>
    mapCells(of, (channels) => cells(groupwise(channels, size, size), wholeArea(extent)))
  return { back: all, ahead: all }
}

/** Every cell reads channels at its place, from `before` channels before its own to `after` behind. */
export function channelWindow(
  extent: Extent,
  [before, after]: readonly [number, number],
): Connection {
  const channels = (set: Intervals, down: number, up: number): Intervals =>
    intersect(
      unite(set.map(([first, last]) => [first - down, last + up] as const)),
      everyChannel(extent),
    )
  return {
    back: (of) => mapCells(of, (set, where) => cells(channels(set, before, after), where)),
    ahead: (of) => mapCells(of, (set, where) => cells(channels(set, after, before), where)),
  }
}

/** Channel c of the output is channel `source(c)` of the input; `target` is its reverse. */
export function permutedChannels(
  source: (channel: number) => number,
  target: (channel: number) => number,
): Connection {
  const moved = (set: Intervals, to: (channel: number) => number): Intervals =>
    unite([...members(set)].map((channel) => [to(channel), to(channel)] as const))
  return {
    back: (of) => mapCells(of, (set, where) => cells(moved(set, source), where)),
    ahead: (of) => mapCells(of, (set, where) => cells(moved(set, target), where)),
  }
}

/** The output is the channels from `first` up to `end`, which is excluded, of the input. */
export const cutOut = (first: number, end: number): Connection => ({
  back: (of) => mapCells(of, (set, where) => cells(shift(set, first), where)),
  ahead: (of) =>
    mapCells(of, (set, where) => cells(shift(intersect(set, span(first, end - 1)), -first), where)),
})

/** Channels `offset` … of the output are this input's: concatenation. */
export function slice(input: Extent, offset: number): Connection {
  const own = span(offset, offset + input[2] - 1)
  return {
    back: (of) =>
      mapCells(of, (channels, where) => cells(shift(intersect(channels, own), -offset), where)),
    ahead: (of) => mapCells(of, (channels, where) => cells(shift(channels, offset), where)),
  }
}

/** [height, width, channels] laid out as a vector, channels running fastest: flatten. */
export function flattening([height, width, channels]: Extent): Connection {
  const length = height * width * channels
  const whole: Extent = [height, width, channels]
  const place = (index: number): Area =>
    area(
      span(Math.floor(index / width), Math.floor(index / width)),
      span(index % width, index % width),
    )
  const unfold = ([first, last]: readonly [number, number]): Cells => {
    if (first === 0 && last === length - 1) return wholeLayer(whole)
    const [from, to] = [Math.floor(first / channels), Math.floor(last / channels)]
    const parts = Array.from({ length: to - from + 1 }, (_, i) => {
      const at = from + i
      return cells(
        span(at === from ? first % channels : 0, at === to ? last % channels : channels - 1),
        place(at),
      )
    })
    return joinCells(parts)
  }
  return {
    back: (of) => joinCells(of.flatMap(({ keys }) => keys.map(unfold))),
    ahead(of) {
      const runs = of.flatMap(({ keys, value }) =>
        value.flatMap(({ keys: rows, value: columns }) =>
          rows.flatMap(([top, bottom]) =>
            Array.from({ length: bottom - top + 1 }, (_, i) => top + i).flatMap((row) =>
              columns.flatMap(([left, right]) =>
                indices(row * width + left, row * width + right, keys, channels),
              ),
            ),
          ),
        ),
      )
      return cells(unite(runs), wholeArea([1, 1, 1]))
    },
  }
}

/** Places of some channels of neighbouring cells in the vector. */
function indices(
  first: number,
  last: number,
  keys: Intervals,
  channels: number,
): (readonly [number, number])[] {
  if (keys[0]?.[0] === 0 && keys[0][1] === channels - 1)
    return [[first * channels, (last + 1) * channels - 1]]
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * channels).flatMap(
    (start) => keys.map(([from, to]) => [start + from, start + to] as const),
  )
}

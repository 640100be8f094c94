import { extentOf } from '@shared/math/field/cells'
import type { Unit } from '@shared/math/unit'

export type { Unit }

/** A unit of a layer of the network. */
export interface Target {
  readonly layer: string
  readonly unit: Unit
}

/** A layer's output as maps. A vector of n units is n maps of 1×1. */
export interface Maps {
  readonly count: number
  readonly height: number
  readonly width: number
}

/** Shape [height, width, channels] or [units] as maps. */
export function mapsOf(shape: readonly number[]): Maps {
  const [height, width, count] = extentOf(shape)
  return { count, height, width }
}

export const isVector = ({ height, width }: Maps): boolean => height === 1 && width === 1

/** The unit in the middle of the first map: where a walk begins. */
export const firstUnit = ({ height, width }: Maps): Unit => ({
  row: Math.floor(height / 2),
  column: Math.floor(width / 2),
  channel: 0,
})

/**
 * A unit brought inside maps of another size: a selection survives a change of the model where it
 * can.
 */
export function clampUnit({ count, height, width }: Maps, unit: Unit): Unit {
  const within = (value: number, size: number): number => Math.min(Math.max(0, value), size - 1)
  return {
    row: within(unit.row, height),
    column: within(unit.column, width),
    channel: within(unit.channel, count),
  }
}

/** Place of a unit in exact values, whose channels run fastest. */
export const unitIndex = ({ count, width }: Maps, { row, column, channel }: Unit): number =>
  (row * width + column) * count + channel

export const sameUnit = (a: Unit, b: Unit): boolean =>
  a.row === b.row && a.column === b.column && a.channel === b.channel

export const sameTarget = (a: Target | undefined, b: Target): boolean =>
  a?.layer === b.layer && sameUnit(a.unit, b.unit)

import { phrase } from '@shared/errors'
import type { MapShape } from '@shared/layers/definition'
import { constant, tensor, wholeNumbers, type Context, type Reader } from './context'
import { floatList, fromFront, int, ints, requireThat, text, type Node } from './node'

const axesOfMap = (values: readonly number[]): readonly [number, number] => {
  const [batch, channels, height, width, ...more] = values
  requireThat(
    height !== undefined && width !== undefined && more.length === 0,
    phrase`resizes another tensor than maps`,
  )
  requireThat(batch === 1 && channels === 1, phrase`resizes the batch or the channels`)
  return [height, width]
}

/** Numbers for some of the axes, since operator set 18, as numbers for all of them. */
function onAxes<T>(node: Node, given: readonly T[], all: readonly T[]): readonly T[] {
  const axes = ints(node, 'axes')
  if (!axes) return given
  const full = [...all]
  axes.forEach((axis, i) => {
    const value = given[i]
    if (value !== undefined) full[fromFront(axis, all.length)] = value
  })
  return full
}

/** Height and width of the output. */
function sizeOf(context: Context, [rows, columns, channels]: MapShape): readonly number[] {
  const { node, inputs } = context
  if (inputs[3]) {
    const given = wholeNumbers(context, 3).data
    const [, count, height = 0, width = 0] = onAxes(node, given, [context.batch, channels, rows, columns]) // prettier-ignore
    requireThat(count === channels, phrase`resizes the channels`)
    requireThat(
      text(node, 'keep_aspect_ratio_policy', 'stretch') === 'stretch' &&
        typeof height === 'number' &&
        typeof width === 'number',
      phrase`makes a map whose size is not known`,
    )
    return [height, width]
  }
  const at = node.op === 'Upsample' || node.opset < 11 ? 1 : 2
  const scales = inputs[at] ? [...constant(context, at).data] : (floatList(node, 'scales') ?? [])
  const [vertical, horizontal] = axesOfMap(onAxes(node, scales, [1, 1, 1, 1]))
  const size = [rows * vertical, columns * horizontal]
  requireThat(
    size.every((length) => Number.isInteger(length) && length >= 1),
    phrase`makes a map of ${size.join('×')} cells`,
  )
  return size
}

/** Where neighbours are taken that a whole factor repeats, or that ⌊u · n / m⌋ are. */
function requireNearest(node: Node, isWholeFactor: boolean): void {
  const mode = text(node, 'coordinate_transformation_mode', 'half_pixel')
  const rounding = text(node, 'nearest_mode', 'round_prefer_floor')
  const isFloor = mode === 'asymmetric' && rounding === 'floor'
  const isRepeated =
    (mode === 'half_pixel' && rounding.startsWith('round_prefer')) ||
    (mode === 'tf_half_pixel_for_nn' && rounding === 'floor')
  requireThat(
    isFloor || (isRepeated && isWholeFactor),
    phrase`takes neighbours by ${mode} and ${rounding}`,
  )
}

/** Before version 11 cells are laid over each other by their corners, and rounded down. */
export const resize: Reader = (context) => {
  const { network, node } = context
  const input = network.map(node, tensor(context))
  const [rows = 1, columns = 1, channels = 1] = input.shape
  const size = sizeOf(context, [rows, columns, channels])
  const isWholeFactor = (size[0] ?? 0) % rows === 0 && (size[1] ?? 0) % columns === 0
  const isOld = node.op === 'Upsample' || node.opset < 11
  const method = text(node, 'mode', 'nearest')
  requireThat(int(node, 'antialias', 0) === 0, phrase`smooths what it makes smaller`)
  if (method === 'nearest') {
    if (!isOld) requireNearest(node, isWholeFactor)
    return [network.add(node, [input], { kind: 'upsample2d', size, method: 'nearest' })]
  }
  const mode = text(node, 'coordinate_transformation_mode', 'half_pixel')
  const isCentred = !isOld && (mode === 'half_pixel' || mode === 'pytorch_half_pixel')
  requireThat(method === 'linear' && isCentred, phrase`resizes by ${method} and ${mode}`)
  requireThat(
    mode === 'half_pixel' || size.every((length) => length > 1),
    phrase`makes a map of one row or column by pytorch_half_pixel`,
  )
  return [network.add(node, [input], { kind: 'upsample2d', size, method: 'bilinear' })]
}

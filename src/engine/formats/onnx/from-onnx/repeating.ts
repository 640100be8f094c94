import { phrase } from '@shared/errors'
import { tensor, wholeNumbers, type Context, type Reader } from './context'
import { requireThat } from './node'
import type { Tensor, Whole } from './values'
import { lengthOf, repeatOf, type Axis } from './view'

/** The tensor with each axis repeated; only a later layer makes the cells that are more. */
function repeated(input: Tensor, counts: readonly number[]): Tensor {
  requireThat(
    counts.every((count) => Number.isSafeInteger(count) && count >= 1 && count <= 4096),
    phrase`repeats an axis ${counts.join(', ')} times`,
  )
  const view = counts.map((count, i): Axis => {
    const axis = input.view[i] ?? []
    requireThat(
      count === 1 || axis.length === 0,
      phrase`repeats an axis of ${lengthOf(axis)} places behind itself`,
    )
    return count === 1 ? axis : [repeatOf(count)]
  })
  return { ...input, view }
}

const knownBehindBatch = (counts: readonly Whole[]): readonly number[] =>
  counts.slice(1).map((count) => {
    requireThat(typeof count === 'number', phrase`computes with the length of the batch`)
    return count
  })

export const tile: Reader = (context) => {
  const input = tensor(context)
  const [batch, ...counts] = wholeNumbers(context, 1).data
  requireThat(
    batch === 1 && counts.length === input.view.length,
    phrase`repeats the pictures of a batch`,
  )
  return [repeated(input, knownBehindBatch([batch, ...counts]))]
}

export const expand: Reader = (context: Context) => {
  const input = tensor(context)
  const shape = wholeNumbers(context, 1).data
  requireThat(shape.length <= input.view.length + 1, phrase`adds an axis before that of the batch`)
  const missing = input.view.length + 1 - shape.length
  const all: Whole[] = [...Array<number>(missing).fill(1), ...shape]
  const [batch] = all
  requireThat(batch === 1 || batch === context.batch, phrase`repeats the pictures of a batch`)
  const counts = knownBehindBatch(all).map((length, i) => {
    const own = lengthOf(input.view[i] ?? [])
    requireThat(
      length === own || length === 1 || own === 1,
      phrase`lays an axis of ${own} places out over ${length}`,
    )
    return own === 1 ? length : 1
  })
  return [repeated(input, counts)]
}

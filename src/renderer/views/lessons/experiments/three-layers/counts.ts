import {
  convolutionalCount,
  denseCount,
  invariantCount,
  unsharedCount,
  type ParameterCount,
} from '@shared/math/parameter-counts'
import { texInteger } from '../parts/edits'
import type { ThreeLayersState } from './state'

export const COUNTED = ['dense', 'invariant', 'unshared', 'convolutional'] as const
export type Counted = (typeof COUNTED)[number]

/** Formula and number of each kind of layer on the picture that is counted. */
export function countsOf(
  state: ThreeLayersState,
): readonly { readonly id: Counted; readonly tex: string; readonly count: ParameterCount }[] {
  const { radius } = state
  const many = state.channels > 1 || state.outputs > 1
  const cd = many ? '\\,cd' : ''
  return [
    {
      id: 'dense',
      tex: many ? 'n^2c\\cdot n^2d + n^2d' : 'n^2\\cdot n^2+n^2',
      count: denseCount(state),
    },
    { id: 'invariant', tex: `(2n-1)^2${cd} + ${many ? 'd' : '1'}`, count: invariantCount(state) },
    {
      id: 'unshared',
      tex: `n^2(2\\Delta+1)^2${cd} + ${many ? 'n^2d' : 'n^2'}`,
      count: unsharedCount(state, radius),
    },
    {
      id: 'convolutional',
      tex: `(2\\Delta+1)^2${cd} + ${many ? 'd' : '1'}`,
      count: convolutionalCount(state, radius),
    },
  ]
}

/** The formulas with today's numbers: dense against convolutional. */
export function liveOf(state: ThreeLayersState): readonly string[] {
  const { side: n, channels: c, outputs: d, radius } = state
  const [dense, , , convolutional] = countsOf(state)
  const k = 2 * radius + 1
  return [
    // On two lines: a trillion does not fit beside its factors.
    `\\begin{aligned}&${n}^2\\cdot${c}\\cdot${n}^2\\cdot${d}+${n}^2\\cdot${d}\\\\&=${texInteger(dense?.count.total ?? 0)}\\end{aligned}`,
    `(2\\cdot${radius}+1)^2\\cdot${c}\\cdot${d}+${d}=${k}^2\\cdot${c * d}+${d}=${texInteger(convolutional?.count.total ?? 0)}`,
  ]
}

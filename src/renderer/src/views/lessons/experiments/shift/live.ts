import type { ShiftState } from './state'
import { strideOf } from './measures'

/** The two orders that are compared, with today's shift. */
export function liveOf(state: ShiftState): readonly string[] {
  const { down, right } = state
  const [vertical, horizontal] = strideOf(state)
  const text = (value: number, stride: number): string => (value % stride === 0 ? String(value / stride) : `${value}/${stride}`)
  return [`f(T_{${down},${right}}X)\\overset{?}{=}T_{${text(down, vertical)},${text(right, horizontal)}}f(X)`]
}

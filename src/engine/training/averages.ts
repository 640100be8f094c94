import type { NamedArrays } from '@shared/model/weights'
import type { Checkpoint } from '../runs/checkpoint'
import { AVERAGE } from './optimizers/averaged'

const SUFFIX = `/${AVERAGE}`

/** The optimizer's arrays, and the moving averages by the names of their weights, if any. */
export function splitAverages(
  arrays: NamedArrays,
): Pick<Checkpoint, 'optimizerState' | 'averages'> {
  const isAverage = ([name]: readonly [string, unknown]): boolean => name.endsWith(SUFFIX)
  const averages = [...arrays].filter(isAverage)
  if (averages.length === 0) return { optimizerState: arrays }
  return {
    optimizerState: new Map([...arrays].filter((entry) => !isAverage(entry))),
    averages: new Map(averages.map(([name, array]) => [name.slice(0, -SUFFIX.length), array])),
  }
}

/** All arrays of a checkpoint that belong to a weight, as a step loop holds them. */
export const joinAverages = ({
  optimizerState,
  averages = new Map(),
}: Pick<Checkpoint, 'optimizerState' | 'averages'>): NamedArrays =>
  new Map([
    ...optimizerState,
    ...[...averages].map(([name, array]) => [`${name}${SUFFIX}`, array] as const),
  ])

import type { ExamplePlace } from '@shared/contract/dataset-check'
import { nextTurn, type Work } from '../../work/work'
import type { Dataset } from '../dataset'
import type { PictureSize } from './thumbnail'

/** Both halves of a data set as one list: the training pictures, then the test pictures. */
export interface Examples {
  readonly size: PictureSize
  readonly count: number
  readonly place: (at: number) => ExamplePlace
  /** Height and width before it was fitted, where they are known. */
  readonly was: ((at: number) => readonly [number, number]) | undefined
  /** Its bytes, height × width × channels; a view, not a copy. */
  readonly picture: (at: number) => Uint8Array
}

export function examplesOf({ info, train, test }: Dataset): Examples {
  const { height, width, channels } = info
  const bytes = height * width * channels
  const half = (at: number) =>
    at < train.count
      ? ({ split: 'train', part: train, index: at } as const)
      : ({ split: 'test', part: test, index: at - train.count } as const)
  return {
    size: { height, width, channels },
    count: train.count + test.count,
    place: (at) => {
      const { split, part, index } = half(at)
      return { split, index, label: part.labels[index] ?? 0 }
    },
    was: isSized({ train, test })
      ? (at) => {
          const { part, index } = half(at)
          return [part.sizes?.[2 * index] ?? 1, part.sizes?.[2 * index + 1] ?? 1]
        }
      : undefined,
    picture: (at) => {
      const { part, index } = half(at)
      return part.images.subarray(index * bytes, (index + 1) * bytes)
    },
  }
}

const isSized = ({ train, test }: Pick<Dataset, 'train' | 'test'>): boolean =>
  train.sizes !== undefined && test.sizes !== undefined

/** Pictures between two turns of the event loop. */
const SLICE = 256

/**
 * Visits pictures 0 … count − 1, and lets the event loop turn between slices of them.
 * @param work told how many pictures are done
 * @throws AppError `cancelled`
 */
export async function inTurns(
  count: number,
  { signal, onProgress }: Work<number>,
  visit: (at: number) => void,
): Promise<void> {
  for (let at = 0; at < count; at++) {
    visit(at)
    if (at % SLICE > 0) continue
    onProgress?.(at)
    await nextTurn(signal)
  }
}

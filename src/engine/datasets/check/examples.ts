import type { ExamplePlace } from '@shared/contract/dataset-check'
import type { Dataset } from '../dataset'
import type { PictureSize } from './thumbnail'

/** Both halves of a data set as one list: the training pictures, then the test pictures. */
export interface Examples {
  readonly size: PictureSize
  readonly count: number
  readonly place: (at: number) => ExamplePlace
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
    picture: (at) => {
      const { part, index } = half(at)
      return part.images.subarray(index * bytes, (index + 1) * bytes)
    },
  }
}

import type { DatasetInfo } from '@shared/contract/datasets'

/** Half of a data set in memory. */
export interface Split {
  /** count · height · width · channels bytes, picture after picture. */
  readonly images: Uint8Array
  /** Class of each picture; two bytes each only where there are more than 256 classes. */
  readonly labels: Uint8Array | Uint16Array
  readonly count: number
}

export interface Dataset {
  readonly info: DatasetInfo
  readonly train: Split
  readonly test: Split
}

/** A data set as a reader delivers it, before it has an id and a cached form. */
export interface RawDataset extends Pick<DatasetInfo, 'kind' | 'height' | 'width' | 'channels'> {
  readonly classes: readonly string[]
  readonly train: Split
  readonly test: Split
}

/**
 * Memory that one data set may take: CIFAR-10 has 184 MB, so this is generous and still safe to
 * allocate.
 */
export const DATASET_BYTES = 2 * 1024 ** 3 - 1

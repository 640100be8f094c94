import type { DatasetInfo } from '@shared/contract/datasets'

/** Half of a data set in memory. */
export interface Split {
  /** count · height · width · channels bytes, picture after picture. */
  readonly images: Uint8Array
  /** Class of each picture; two bytes each only where there are more than 256 classes. */
  readonly labels: Uint8Array | Uint16Array
  readonly count: number
  /** Height and width of each picture before it was fitted, where they are known. */
  readonly sizes?: Uint16Array
}

export interface Dataset {
  readonly info: DatasetFacts
  /** Names its pictures and labels: changes whenever they do. */
  readonly fingerprint: string
  readonly train: Split
  readonly test: Split
  /** The part that came with it under the name of a validation part, beside one for testing. */
  readonly validation?: Split
}

/** What its cached files say of a data set. */
export type DatasetFacts = Omit<DatasetInfo, 'origin' | 'place' | 'download' | 'setAside'>

/** A data set as a reader delivers it, before it has an id and a cached form. */
export interface RawDataset extends Pick<DatasetInfo, 'kind' | 'height' | 'width' | 'channels'> {
  readonly classes: readonly string[]
  readonly train: Split
  readonly test: Split
  readonly validation?: Split
}

/**
 * Memory that one data set may take: CIFAR-10 has 184 MB, so this is generous and still safe to
 * allocate.
 */
export const DATASET_BYTES = 2 * 1024 ** 3 - 1

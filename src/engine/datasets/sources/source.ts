import { join } from 'node:path'
import { cacheFolder } from '../../runtime/paths'
import type { Work } from '../../work/work'
import type { KnownDataset } from '../catalogue'

/** One way to come by the files of a known data set. */
export interface DatasetSource {
  readonly name: string
  /** Whether it uses the network; such sources are asked only when the user fetches a set. */
  readonly remote: boolean
  /**
   * @returns a folder with all four files, or undefined where this source doesn't apply on this
   *   machine
   * @throws AppError saying why it failed
   */
  bring(known: KnownDataset, job: Work): Promise<string | undefined>
}

/**
 * Files that were brought stay here, so that a damaged cache can be rebuilt without the network.
 */
export const downloadFolder = ({ id }: KnownDataset): string => join(cacheFolder(), 'downloads', id)

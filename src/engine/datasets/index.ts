import type { DatasetInfo } from '@shared/contract/datasets'
import type { Work } from '../work/work'
import { describe, infoOf } from './info'
import { fetchManifest, verifiedManifest } from './ready'
import { entries, entryOf } from './registry'

/**
 * Every data set that can be named, with its state on this machine; nothing is read but manifests
 * and sizes.
 */
export async function listDatasets(): Promise<DatasetInfo[]> {
  return Promise.all((await entries()).map(describe))
}

/** @throws AppError `not-found` with the ids that there are. */
export async function datasetInfo(id: string): Promise<DatasetInfo> {
  return describe(await entryOf(id))
}

/**
 * Brings a data set and caches it: nothing happens where it is cached and every byte is right.
 * Sources: a folder that the user names (`$CONVSCOPE_DATASETS`, also with the id as sub-folder),
 * Debian's package installed or downloaded, the set's own download. An interrupted download goes on
 * where it ended; an interrupted or failed fetch leaves what was cached before.
 * @throws AppError `not-found`, `network`, `no-space`, `cancelled`; the message has each source's
 *   reason and what to do
 */
export async function fetchDataset(id: string, work: Work = {}): Promise<DatasetInfo> {
  return infoOf(await fetchManifest(await entryOf(id), work))
}

/**
 * Holds every cached byte against its hash. A fault is noted: the set is then `damaged`, and
 * rebuilt before its next use.
 * @throws AppError `corrupt` naming the file, `not-found` where it isn't cached, `cancelled`
 */
export async function verifyDataset(id: string, work: Work = {}): Promise<DatasetInfo> {
  return infoOf(await verifiedManifest(id, work))
}

export type { Dataset, Split } from './dataset'
export { classCounts, takeExamples } from './examples'
export { analyseDataset, importDataset, type ImportOptions } from './import'
export { makeDataset } from './make'
export { lookAt } from './look'
export { datasetContents, datasetImages, datasetLabels, loadDataset } from './load'
export { removeDataset, restoreDataset } from './remove'
export { changeAside } from './set-aside'
export { changeLabels } from './relabelled'

import { debianPackage } from './debian'
import { folderSources } from './folders'
import { ownDownload } from './http'
import type { DatasetSource } from './source'

/** In the order in which they are tried. */
export const SOURCES: readonly DatasetSource[] = [...folderSources, debianPackage, ownDownload]

export { userFolder } from './folders'
export type { DatasetSource } from './source'

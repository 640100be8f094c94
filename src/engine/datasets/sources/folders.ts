import { join } from 'node:path'
import type { KnownDataset } from '../catalogue'
import { holdsKnown } from '../known'
import { type DatasetSource, downloadFolder } from './source'

/** The folder in which the user keeps data sets, if one is named. An empty variable means none. */
export const userFolder = (): string | undefined => process.env['CONVSCOPE_DATASETS'] || undefined

function folderSource(
  name: string,
  candidates: (known: KnownDataset) => readonly string[],
): DatasetSource {
  return {
    name,
    remote: false,
    async bring(known) {
      for (const folder of candidates(known)) if (await holdsKnown(folder, known)) return folder
      return undefined
    },
  }
}

/** What the user names comes before what a system package or an earlier download left. */
export const folderSources: readonly DatasetSource[] = [
  folderSource('$CONVSCOPE_DATASETS', ({ id }) => {
    const folder = userFolder()
    return folder === undefined ? [] : [join(folder, id), folder]
  }),
  folderSource('installed package', ({ debian }) => (debian ? [debian.folder] : [])),
  folderSource('earlier download', (known) => [downloadFolder(known)]),
]

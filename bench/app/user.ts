import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foldersIn, type Folders } from '../../e2e/launch'
import { writeSettings, writeWindowSize } from '../../e2e/settings'

/** A user's folders for the duration of a benchmark: English, light, 1280×800. */
export async function asUser<T>(
  work: (folders: Folders & { readonly root: string }) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'convscope-bench-'))
  const folders = { root, ...foldersIn(root) }
  try {
    await writeSettings(folders, { language: 'en', theme: 'light', notify: false })
    await writeWindowSize(folders, { width: 1280, height: 800 })
    return await work(folders)
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

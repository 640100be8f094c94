import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A hidden name beside a path, for what will take its place or has left it. */
export const beside = (path: string, purpose: 'tmp' | 'old'): string =>
  join(
    dirname(path),
    `.${basename(path)}.${process.pid}-${randomBytes(4).toString('hex')}.${purpose}`,
  )

/** Opens a file, and closes it whatever happens. */
export async function withFile(
  path: string,
  flags: string,
  use: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}

/** A rename is only safe from a power cut once its folder is synced; Windows can't and needn't. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await withFile(folder, 'r', (file) => file.sync())
}

/** Removes a draft; clearing up after a failure must not hide the failure. */
export async function sweep(draft: string): Promise<void> {
  await rm(draft, { recursive: true, force: true }).catch(() => undefined)
}

/**
 * Writes a file so that a reader sees the old one or the whole new one, also after a power cut: a
 * draft beside it is written, synced and renamed, and the folder synced.
 * @param path in a folder that is there
 * @param parts of the contents, written one after the other
 * @param check called before the draft takes the old file's place; throws to leave that as it is
 * @throws what the file system says; the old file is then untouched and the draft gone
 */
export async function replaceFile(
  path: string,
  parts: Iterable<Uint8Array> | readonly (string | Uint8Array)[],
  check?: () => void,
): Promise<void> {
  const draft = beside(path, 'tmp')
  try {
    await withFile(draft, 'wx', async (file) => {
      for (const part of parts) await file.writeFile(part)
      await file.sync()
    })
    check?.()
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await sweep(draft)
    throw error
  }
}

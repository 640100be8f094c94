import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Work } from '../../work/work'
import { sha256 } from '../digest'
import { readSourceFile } from '../source-file'
import type { KnownFile } from '../catalogue'
import { download, forget } from './download'
import { type DatasetSource, downloadFolder } from './source'

/**
 * The data set's own download and its mirrors, file by file; each file is held against its hash
 * before the next is begun.
 */
export const ownDownload: DatasetSource = {
  name: 'download',
  remote: true,

  async bring(known, job) {
    if (known.mirrors.length === 0) return undefined
    for (const file of Object.values(known.files))
      await bringFile(file, known.mirrors, downloadFolder(known), job)
    return downloadFolder(known)
  },
}

/** Packing adds no more than this, even to contents that can't be made smaller. */
const PACKING_BYTES = 32 * 1024

async function bringFile(
  file: KnownFile,
  mirrors: readonly string[],
  folder: string,
  job: Work,
): Promise<void> {
  const path = join(folder, `${file.name}.gz`)
  if (await isRight(path, file, job)) return
  const reasons: string[] = []
  for (const mirror of mirrors) {
    try {
      await download(`${mirror}${file.name}.gz`, path, file.bytes + PACKING_BYTES, job)
      if (await isRight(path, file, job)) return
      reasons.push(`${mirror}${file.name}.gz is another file`)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'no-space')
        throw error
      reasons.push(error.message)
    }
  }
  throw new AppError('network', reasons.join('; '), { file: file.name })
}

/**
 * Whether the file is there and is the right one; a wrong one is removed, since going on with it
 * would never end well.
 */
async function isRight(path: string, file: KnownFile, job: Work): Promise<boolean> {
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return false
  try {
    const bytes = await readSourceFile(path, { expected: file.bytes, signal: job.signal })
    if ((await sha256(bytes, { signal: job.signal })) === file.sha256) return true
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'corrupt') throw error
  }
  await forget(path)
  return false
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { joined, type Pieces } from '../zip/pieces'

/** An empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Writes files into a folder of their own that is removed after the test. */
export function folderOf(files: ReadonlyMap<string, Uint8Array | string | Pieces>): string {
  const folder = temporaryFolder()
  for (const [name, content] of files) {
    const bytes = content instanceof Uint8Array || typeof content === 'string' ? content : joined(content)
    writeFileSync(join(folder, name), bytes)
  }
  return folder
}

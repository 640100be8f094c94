import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Files in a folder of their own that goes away with the test. */
export function folderOf(files: ReadonlyMap<string, Uint8Array | string>): string {
  const folder = temporaryFolder()
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  return folder
}

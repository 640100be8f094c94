import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Folders, ROOT, variablesOf } from './launch'

const run = promisify(execFile)

/**
 * `convscope <args> --json` on the same folders as the app; resolves to the document on stdout, or
 * to one of each line.
 */
export async function commandLine(
  folders: Folders,
  args: readonly string[],
  form: 'document' | 'lines' = 'document',
): Promise<unknown> {
  const { stdout } = await run(
    process.execPath,
    [join(ROOT, 'out/main/cli.js'), ...args, '--json'],
    {
      cwd: ROOT,
      env: { ...process.env, ...variablesOf(folders) },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return form === 'document'
    ? (JSON.parse(stdout) as unknown)
    : stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Compiles a C++ program against a libtensorflow and runs it.
 * @param {string} folder where the library and its headers lie
 * @param {string} source of the program
 * @returns what it printed
 */
export function askLibrary(folder, source) {
  const scratch = mkdtempSync(join(tmpdir(), 'convscope-ask-'))
  try {
    const program = join(scratch, 'program')
    const compiled = spawnSync(
      process.env.CXX ?? 'c++',
      [
        '-x',
        'c++',
        '-',
        `-I${join(folder, 'include')}`,
        `-L${folder}`,
        '-ltensorflow',
        '-ltensorflow_framework',
        `-Wl,-rpath,${folder}`,
        '-o',
        program,
      ],
      { input: source, encoding: 'utf8' },
    )
    if (compiled.status !== 0) throw new Error(compiled.stderr)
    const { stdout, stderr } = spawnSync(program, {
      maxBuffer: 2 ** 28,
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    })
    return { stdout, stderr }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

import { vi } from 'vitest'

/** What is used of Node, which the window's own program does not know. */
interface ChildProcess {
  readonly spawnSync: (
    command: string,
    args: readonly string[],
    options: { input: string; encoding: 'utf8'; maxBuffer: number },
  ) => { status: number | null; stdout: string; stderr: string; error?: Error }
}
const { process: node } = globalThis as unknown as {
  process: { execPath: string; env: Readonly<Record<string, string | undefined>> }
}
const { spawnSync } = await vi.importActual<ChildProcess>('node:child_process')
const BYTES = 64 * 1024 * 1024

/** Runs each program in Node as it stands, with what it logged as its result. */
const NODE_HARNESS = `
const programs = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const results = programs.map((code) => {
  const logged = []
  try {
    new Function('require', 'console', code)(require, { log: (value) => logged.push(value) })
  } catch (error) {
    return { error: String(error) }
  }
  return { output: logged.at(-1) }
})
process.stdout.write(JSON.stringify(results))
`

/**
 * Runs each program where PyTorch is installed, and otherwise compiles it, which at least says that
 * it is Python.
 */
const PYTHON_HARNESS = `
import ast, contextlib, io, json, sys
programs = json.load(sys.stdin)
try:
    import torch
    found = True
except ImportError:
    found = False
results = []
for code in programs:
    try:
        ast.parse(code)
        if not found:
            results.append({"output": None})
            continue
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            exec(code, {})
        results.append({"output": json.loads(text.getvalue().strip().splitlines()[-1])})
    except Exception as error:
        results.append({"error": repr(error)})
json.dump({"torch": found, "results": results}, sys.stdout)
`

export interface ProgramResult {
  /** What the program printed last; null where it was only compiled. */
  readonly output?: unknown
  readonly error?: string
}

function spawn(
  command: string,
  args: readonly string[],
  programs: readonly string[],
): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: BYTES,
  })
  if (error) return undefined
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** TensorFlow.js programs in plain Node, one process for all. */
export const runTfjs = (programs: readonly string[]): readonly ProgramResult[] =>
  JSON.parse(spawn(node.execPath, ['-e', NODE_HARNESS], programs) ?? '[]') as ProgramResult[]

/** Python programs; `undefined` where there is no Python. */
export function runPython(
  programs: readonly string[],
): { readonly torch: boolean; readonly results: readonly ProgramResult[] } | undefined {
  const text = spawn(node.env['CONVSCOPE_PYTHON'] ?? 'python3', ['-c', PYTHON_HARNESS], programs)
  return text === undefined
    ? undefined
    : (JSON.parse(text) as { torch: boolean; results: ProgramResult[] })
}

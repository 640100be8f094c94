import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../src/engine/runtime/paths'
import type { Variant } from './variants'

/** The folder of the tools that `npm run bench -- setup` installs. */
export const venvFolder = (): string => join(cacheFolder(), 'bench', 'venv')

export const pythonOf = (venv: string): string =>
  join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')

/** The Python to use: the requested one, that of the set-up, or the system's. */
export function findPython(asked: string | undefined): string {
  if (asked !== undefined) return asked
  const own = pythonOf(venvFolder())
  return existsSync(own) ? own : 'python3'
}

const PROBE = `
import importlib.metadata as m, importlib.util as u, json
names = {'pytorch': ('torch', ['torch']), 'tensorflow': ('tensorflow', ['tensorflow', 'tensorflow-cpu']), 'jax': ('jax', ['jax'])}
def version(projects):
    for p in projects:
        try: return m.version(p)
        except m.PackageNotFoundError: pass
print(json.dumps({k: version(p) or 'unknown' for k, (module, p) in names.items() if u.find_spec(module)}))`

/** Versions of the tools that this Python has; none where there is no such Python. */
export function installedTools(python: string): Partial<Record<Variant['tool'], string>> {
  const { stdout, status } = spawnSync(python, ['-c', PROBE], { encoding: 'utf8' })
  return status === 0 ? (JSON.parse(stdout) as Partial<Record<Variant['tool'], string>>) : {}
}

import { existsSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { mustExecute, which } from './command.mjs'
import { say } from './report.mjs'

export const isDebian = () =>
  process.platform === 'linux' &&
  existsSync('/var/lib/dpkg/status') &&
  which('apt-get') !== undefined

/**
 * The names among `packages` that dpkg does not list as installed; `libasound2t64` answers for
 * `libasound2` (Debian's 64-bit time change).
 */
export function missingPackages(packages, status = readFileSync('/var/lib/dpkg/status', 'utf8')) {
  const installed = new Set()
  for (const [, name, , state] of status.matchAll(
    /^Package: (\S+)\n((?:(?!Status:).+\n)*)Status: (.+)$/gm,
  )) {
    if (state === 'install ok installed') installed.add(name)
  }
  return packages.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

const prefix = () => (process.getuid?.() === 0 ? [] : ['sudo', '-n'])

let allowed

/** Root, or a sudo without a password: the set-up never asks for one. */
export function canInstall() {
  allowed ??=
    isDebian() &&
    (process.getuid?.() === 0 ||
      (which('sudo') !== undefined &&
        spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0))
  return allowed
}

/** The command for the user where the set-up may not install. */
export const aptCommand = (packages) =>
  `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install -y ${packages.join(' ')}`

/**
 * Installs packages; the lists are refreshed only where the first attempt fails, because that takes
 * the longest.
 */
export async function aptInstall(packages) {
  say(`Installing ${packages.join(' ')} …`)
  const [program, ...args] = [...prefix(), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const install = () =>
    mustExecute(
      program,
      [...args, 'install', '-y', '--no-install-recommends', ...packages],
      {},
      aptCommand(packages),
    )
  try {
    await install()
  } catch {
    await mustExecute(program, [...args, 'update', '-q'], {}, aptCommand(packages))
    await install()
  }
}

import { existsSync } from 'node:fs'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { execute, mustExecute, which } from '../setup/lib/command.mjs'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'
import { say } from '../setup/lib/report.mjs'

/** The user of the tests inside the root. */
export const USER = { name: 'student', id: 1000 }

/** Debian's address as this machine's apt has it. */
async function mirror() {
  const output = await mustExecute('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(RELEASE)',
    'Identifier: Packages',
  ])
  const [address, release] = output.trim().split('\n')[0].split(' ')
  return { address, release }
}

/** A minimal Debian as one archive in the cache, made at the first call. */
async function archive(cache) {
  const file = join(cache, 'package-tests', 'debian.tar')
  if (existsSync(file)) return file
  const { address, release } = await mirror()
  const draft = join(cache, 'package-tests', 'debian')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  say(`Making a minimal Debian (${release}) …`)
  await mustExecute('debootstrap', ['--variant=minbase', release, draft, address])
  await mustExecute('tar', ['-C', draft, '-cf', `${file}.draft`, '.'])
  await mustExecute('mv', [`${file}.draft`, file])
  await rm(draft, { recursive: true, force: true })
  return file
}

export const inRoot = (root, ...command) =>
  mustExecute('chroot', [root, ...command], {
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
    },
  })

const MOUNTS = [
  ['proc', ['-t', 'proc', 'proc']],
  ['sys', ['--rbind', '/sys']],
  ['dev', ['--rbind', '/dev']],
]

/**
 * Runs `work` in a Debian in which nothing is installed but `deb`, with what that needs.
 * @param {(root: string) => Promise<T>} work
 * @template T
 */
export async function withDebian(cache, folder, deb, work) {
  if (process.getuid?.() !== 0 || !which('debootstrap'))
    throw new SetupFailure(
      'this test changes its root folder, so it needs root and debootstrap',
      'sudo apt-get install debootstrap, then run it as root',
    )
  const root = join(folder, 'root')
  await unmount(root)
  await rm(root, { recursive: true, force: true })
  await mkdir(root, { recursive: true })
  await mustExecute('tar', ['-C', root, '-xf', await archive(cache)])
  try {
    for (const [name, options] of MOUNTS) await mustExecute('mount', [...options, join(root, name)])
    await mustExecute('mount', ['--make-rslave', join(root, 'dev')])
    await mustExecute('mount', ['--make-rslave', join(root, 'sys')])
    await copyFile('/etc/resolv.conf', join(root, 'etc', 'resolv.conf'))
    await inRoot(root, 'useradd', '--create-home', '--uid', String(USER.id), USER.name)
    await inRoot(root, 'apt-get', 'update', '-q')
    await copyFile(deb, join(root, 'tmp', basename(deb)))
    say(`Installing ${basename(deb)} …`)
    await inRoot(
      root,
      'apt-get',
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      `/tmp/${basename(deb)}`,
    )
    await rm(join(root, 'tmp', basename(deb)))
    return await work(root)
  } finally {
    await unmount(root)
  }
}

/** Nothing may be mounted below a folder that gets removed. */
async function unmount(root) {
  for (const [name] of [...MOUNTS].reverse())
    await execute('umount', ['--recursive', '--lazy', join(root, name)])
}

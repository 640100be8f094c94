import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { asFault } from '../../runtime/faults'
import type { Work } from '../../work/work'
import { stageOf } from '../progress'
import { type CommandResult, isInstalled, run } from './command'
import { type DatasetSource, downloadFolder } from './source'
import { makeFolder } from '../../runtime/make-folder'

const POLL_MS = 200

/**
 * The package of Debian and its relatives, fetched and unpacked without installing it: no root
 * needed. apt resumes a download by itself.
 */
export const debianPackage: DatasetSource = {
  name: 'Debian package',
  remote: true,

  async bring(known, job) {
    const { debian } = known
    if (!debian || !(await isInstalled('apt-get')) || !(await isInstalled('dpkg-deb')))
      return undefined
    const target = downloadFolder(known)
    const draft = join(target, '.debian')
    try {
      await makeFolder(draft)
      const deb = await download(debian.package, draft, job)
      await unpack(join(draft, deb), draft, debian.folder, target, job)
      await rm(draft, { recursive: true, force: true })
      return target
    } catch (error) {
      throw asFault(error, phrase`fetch the package ${debian.package}`)
    }
  },
}

/** @returns the name of the package's file in `folder` */
async function download(name: string, folder: string, job: Work): Promise<string> {
  const uri = await locate(name, folder, job)
  const [, file = '', size = '0'] = /'\S+' (\S+\.deb) (\d+)/.exec(uri) ?? []
  const report = stageOf(job, 'download', 'bytes', Number(size))
  const watch = setInterval(() => {
    void stat(join(folder, file)).then(
      (stats) => report(stats.size),
      () => undefined,
    )
  }, POLL_MS)
  try {
    succeed(await run('apt-get', ['download', name], { cwd: folder, signal: job.signal }), name)
  } finally {
    clearInterval(watch)
  }
  const deb = (await readdir(folder)).find(
    (entry) => entry.startsWith(`${name}_`) && entry.endsWith('.deb'),
  )
  if (!deb) throw new AppError('network', phrase`apt-get downloaded no ${name}`)
  return deb
}

/**
 * Address and size of the package. A fresh system has no lists of packages; root may bring them,
 * others are told how.
 */
async function locate(name: string, cwd: string, { signal }: Work): Promise<string> {
  const ask = (): Promise<CommandResult> =>
    run('apt-get', ['download', '--print-uris', name], { cwd, signal })
  const first = await ask()
  if (first.ok) return first.output
  const isRoot = process.getuid?.() === 0
  if (!/unable to locate package|no candidate|can't find a source/i.test(first.reason) || !isRoot) {
    throw new AppError(
      'network',
      phrase`apt-get does not find ${name} (${firstLine(first.reason)}); try: sudo apt-get update && sudo apt-get install ${name}`,
    )
  }
  succeed(await run('apt-get', ['update', '-q'], { cwd, signal }), phrase`the lists of packages`)
  return succeed(await ask(), name).output
}

/** Unpacks in the draft; the files then move to their place one by one, each whole. */
async function unpack(
  deb: string,
  draft: string,
  inside: string,
  target: string,
  job: Work,
): Promise<void> {
  const report = stageOf(job, 'unpack', 'files', 0)
  report(0)
  const root = join(draft, 'root')
  await rm(root, { recursive: true, force: true })
  succeed(await run('dpkg-deb', ['-x', deb, root], { cwd: draft, signal: job.signal }), deb)
  for (const name of await readdir(join(root, inside))) {
    if (name.includes('ubyte')) await rename(join(root, inside, name), join(target, name))
  }
}

function succeed(result: CommandResult, what: string | Phrase): CommandResult {
  if (result.ok) return result
  throw new AppError('network', phrase`Could not bring ${what}: ${firstLine(result.reason)}`)
}

const firstLine = (text: string): string =>
  text.split('\n').find((line) => line.startsWith('E:')) ?? text.split('\n')[0] ?? ''

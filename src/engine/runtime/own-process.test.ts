import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forkWorker, workerExecutable } from './own-process'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-process-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const program = async (name: string, lines: string): Promise<string> => {
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\n${lines}\n`)
  await chmod(file, 0o755)
  return file
}

describe.skipIf(process.platform === 'win32')('workerExecutable', () => {
  it('is the named Node if this process can read its messages', async () => {
    const node = await program('node', `exec "${process.execPath}" "$@"`)
    expect(workerExecutable(node)).toBe(node)
  })

  it.each([
    ['writes another format', 'printf 99'],
    ['is no Node', 'echo hello'],
    ['fails', 'exit 1'],
  ])('is this process’s own if the named one %s', async (_, lines) => {
    expect(workerExecutable(await program('node', lines))).toBe(process.execPath)
  })

  it('is this process’s own if the named one is gone, or none is named', () => {
    expect(workerExecutable(join(folder, 'nothing'))).toBe(process.execPath)
    expect(workerExecutable('')).toBe(process.execPath)
  })
})

it.skipIf(process.platform === 'win32')(
  'a worker runs on the named Node and exchanges arrays',
  async () => {
    vi.stubEnv('CONVSCOPE_NODE', await program('node', `MARK=seen exec "${process.execPath}" "$@"`))
    const worker = join(folder, 'worker.cjs')
    await writeFile(
      worker,
      `process.on('message', ({ values }) => { process.send({ mark: process.env.MARK, doubled: values.map((n) => 2 * n) }); process.disconnect() })`,
    )
    const child = forkWorker(worker)
    child.send({ values: Float32Array.of(1, 2.5) })
    const [answer] = (await once(child, 'message')) as [unknown]
    expect(answer).toEqual({ mark: 'seen', doubled: Float32Array.of(2, 5) })
    await once(child, 'exit')
  },
)

import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockedSession, lockRun, type RunLock } from './run-lock'

let run: string
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-lock-'))
})
afterEach(() => rm(run, { recursive: true, force: true }))

const never = (): Promise<number> => Promise.resolve(0)
const lockOf = (session: number): string => join(run, `training-${session}.lock`)
const granted = (results: readonly PromiseSettledResult<RunLock>[]): RunLock[] =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))

describe('the right to train a run', () => {
  it('belongs to one process, and leaves nothing behind', async () => {
    const lock = await lockRun(run, never)
    expect(lock.session).toBe(1)
    expect(await lockedSession(run)).toBe(1)
    await expect(lockRun(run, never)).rejects.toMatchObject({ code: 'busy' })
    await lock.release()
    expect(await lockedSession(run)).toBeUndefined()
    expect(await readdir(run)).toEqual([])
    expect((await lockRun(run, () => Promise.resolve(1))).session).toBe(2)
  })

  it('is given to one of many that ask at the same time', async () => {
    const locks = granted(
      await Promise.allSettled(Array.from({ length: 8 }, () => lockRun(run, never))),
    )
    expect(locks).toHaveLength(1)
  })

  it('is given to one of many that find the lock of a killed process', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await writeFile(lockOf(3), JSON.stringify({ process: child.pid }))
    await expect(lockRun(run, never)).rejects.toMatchObject({ code: 'busy' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await lockedSession(run)).toBeUndefined()
    const locks = granted(
      await Promise.allSettled(
        Array.from({ length: 8 }, () => lockRun(run, () => Promise.resolve(3))),
      ),
    )
    expect(locks.map(({ session }) => session)).toEqual([4])
    expect(await readdir(run)).toEqual(['training-4.lock'])
  })

  it('is not kept by another process that has got the same number', async () => {
    await writeFile(lockOf(1), JSON.stringify({ process: process.pid, processStarted: '1' }))
    expect(await lockedSession(run)).toBe(process.platform === 'linux' ? undefined : 1)
  })

  it('is free if a crash has cut the lock off', async () => {
    await writeFile(lockOf(2), '{"pro')
    expect((await lockRun(run, never)).session).toBe(3)
  })

  it('takes each number once, and notices a session that was completed in between', async () => {
    // Between the first reading and the lock another process begins and ends session 1.
    const done = [0, 1, 1, 1]
    const lock = await lockRun(run, () => Promise.resolve(done.shift() ?? 1))
    expect(lock.session).toBe(2)
    expect(await readdir(run)).toEqual(['training-2.lock'])
  })

  it.runIf(process.platform === 'linux')('is not kept by a zombie', async () => {
    // A shell that never reads how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'])
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    const state = (): string =>
      spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
    while (!state().startsWith('Z') && state() !== '')
      await new Promise((resolve) => setTimeout(resolve, 20))
    await writeFile(lockOf(1), JSON.stringify({ process: pid }))
    expect(await lockedSession(run)).toBeUndefined()
    parent.kill('SIGKILL')
  })
})

import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { say } from './report.mjs'

const HEARTBEAT = 5_000
const STALE = 60_000
const HUNG = 600_000

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * A lock is dead when its owner on this machine has ended, or when nobody has touched it for long
 * (its owner hangs, or sat on another machine).
 */
async function isDead(path) {
  const age = await stat(path).then(
    (s) => Date.now() - s.mtimeMs,
    () => 0,
  )
  try {
    const owner = JSON.parse(await readFile(path, 'utf8'))
    return owner.host === hostname() ? !alive(owner.pid) || age > HUNG : age > STALE
  } catch {
    // Just released, or not yet written by its new owner: look again.
    return age > STALE
  }
}

/**
 * Removes a dead lock behind a guard: of two that find it dead, the slower one must not remove what
 * the faster one has just made.
 */
async function removeDead(path) {
  const guard = `${path}.takeover`
  try {
    await mkdir(guard)
  } catch {
    const age = await stat(guard).then(
      (s) => Date.now() - s.mtimeMs,
      () => 0,
    )
    if (age > STALE) await rm(guard, { recursive: true, force: true })
    return
  }
  try {
    if (await isDead(path)) await rm(path, { force: true })
  } finally {
    await rm(guard, { recursive: true, force: true })
  }
}

async function acquire(path, what) {
  await mkdir(dirname(path), { recursive: true })
  for (let told = false; ; await pause(200)) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))
      return await file.close()
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (await isDead(path)) await removeDead(path)
    else if (!told) {
      told = true
      say(`${what}: another process is working on it; waiting (${path})`)
    }
  }
}

/**
 * Runs `work` while no other process of any checkout does: two set-ups would unpack over one
 * another.
 */
export async function withLock(path, what, work) {
  await acquire(path, what)
  const beat = setInterval(
    () => utimes(path, new Date(), new Date()).catch(() => undefined),
    HEARTBEAT,
  )
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}

import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { say } from './report.mjs'

const HEARTBEAT = 5_000
const STALE = 60_000

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A lock is dead when its owner on this machine has ended, or when nobody has touched it for a minute (another machine, a re-used number). */
async function isDead(path) {
  try {
    const [owner, { mtimeMs }] = [JSON.parse(await readFile(path, 'utf8')), await stat(path)]
    return (owner.host === hostname() && !alive(owner.pid)) || Date.now() - mtimeMs > STALE
  } catch {
    // Just released, or not yet written by its new owner: look again.
    const age = await stat(path).then((s) => Date.now() - s.mtimeMs, () => 0)
    return age > STALE
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
    if (await isDead(path)) await rm(path, { force: true })
    else if (!told) {
      told = true
      say(`${what}: another one is at work; waiting for it (${path})`)
    }
  }
}

/** Runs `work` while no other process of any checkout does: two set-ups would unpack over one another. */
export async function withLock(path, what, work) {
  await acquire(path, what)
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => undefined), HEARTBEAT)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}

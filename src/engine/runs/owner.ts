import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * The process that trains a run. If it is gone while the run's state is running, the run was
 * interrupted.
 */
export const ownerSchema = z.object({
  process: z.number().int().optional(),
  /**
   * When that process began, in the system's own units, because another process may get the same
   * number later. Linux only.
   */
  processStarted: z.string().optional(),
})
export type Owner = z.infer<typeof ownerSchema>

/**
 * Linux's status of a process after its name, which may contain spaces and brackets; undefined on
 * other systems.
 */
function statusOf(pid: number): readonly string[] {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Clock ticks from boot to the process's start. */
const startOf = (pid: number): string | undefined => statusOf(pid)[19]

/** Whether it has ended and its parent has not read its exit status yet. */
const isZombie = (pid: number): boolean => statusOf(pid)[0] === 'Z'

/** This process as an owner. */
export function thisProcess(): Owner {
  const processStarted = startOf(process.pid)
  return { process: process.pid, ...(processStarted ? { processStarted } : {}) }
}

export function isAlive({ process: pid, processStarted }: Owner): boolean {
  if (pid === undefined) return false
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (isZombie(pid)) return false
  return processStarted === undefined || startOf(pid) === processStarted
}

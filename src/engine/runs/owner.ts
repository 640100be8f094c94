import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * The process that trains a run: if it is gone while the run's state says running, the run was
 * interrupted.
 */
export const ownerSchema = z.object({
  process: z.number().int().optional(),
  /**
   * When that process began, in the system's own count: a number may be given to another process
   * later. Linux only.
   */
  processStarted: z.string().optional(),
})
export type Owner = z.infer<typeof ownerSchema>

/**
 * Clock ticks from boot to the process's start: the 20th word after its name, which may itself hold
 * spaces and brackets.
 */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

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
  return processStarted === undefined || startOf(pid) === processStarted
}

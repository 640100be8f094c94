import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { arch, cpus, hostname, platform, totalmem } from 'node:os'
import { z } from 'zod'

/** The machine of a measurement. Figures can be compared only where all of it is the same. */
export const machineSchema = z.strictObject({
  /** Tells machines of one kind apart without naming them: a digest. */
  id: z.string(),
  cpu: z.string(),
  cores: z.number(),
  memoryGb: z.number(),
  platform: z.string(),
  gpu: z.string().optional(),
})
export type Machine = z.infer<typeof machineSchema>

/** Linux's own number for an installation; elsewhere the host's name. */
function identity(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8') + hostname()
  } catch {
    return hostname()
  }
}

/** @param gpu its name, where the figures are a GPU's */
export function thisMachine(gpu?: string): Machine {
  return {
    id: createHash('sha256').update(identity()).digest('hex').slice(0, 12),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()}-${arch()}`,
    ...(gpu === undefined ? {} : { gpu }),
  }
}

/** @throws Error that names what differs, for figures of two machines */
export function requireSameMachine(a: Machine, b: Machine): void {
  const differing = (Object.keys(machineSchema.shape) as (keyof Machine)[]).filter(
    (key) => a[key] !== b[key],
  )
  if (differing.length === 0) return
  const told = differing
    .map((key) => `${key} ${a[key] ?? 'none'} and ${b[key] ?? 'none'}`)
    .join(', ')
  throw new Error(`These figures come from different machines and can't be compared: ${told}.`)
}

export const describeMachine = ({ cpu, cores, memoryGb, platform, gpu }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGb} GiB, ${platform}${gpu === undefined ? '' : `, ${gpu}`}`

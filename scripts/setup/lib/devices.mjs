import { availableParallelism, cpus, totalmem } from 'node:os'
import { execute, which } from './command.mjs'

/**
 * One line of `nvidia-smi --query-gpu=name,memory.total,driver_version
 * --format=csv,noheader,nounits` (MiB).
 */
export function parseGpuLine(line) {
  const [name, mebibytes, driver] = line.split(',').map((part) => part.trim())
  return { type: 'GPU', name, memoryBytes: Number(mebibytes) * 1024 * 1024, driver }
}

/** The devices of this machine according to the system, which works without TensorFlow. */
export async function systemDevices() {
  const cpu = {
    type: 'CPU',
    name: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
  }
  if (!which('nvidia-smi')) return [cpu]
  const query = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits']
  const { code, output } = await execute('nvidia-smi', query, { timeout: 10_000 })
  return code === 0 ? [cpu, ...output.trim().split('\n').map(parseGpuLine)] : [cpu]
}

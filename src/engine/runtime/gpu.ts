import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The NVIDIA GPUs, by name and memory, as the driver's own tool lists them; empty without a driver.
 */
export async function gpus(): Promise<{ type: 'GPU'; name: string; memoryBytes: number }[]> {
  try {
    const { stdout } = await run(
      'nvidia-smi',
      ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits'],
      { timeout: 5000 },
    )
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((field) => field.trim()))
      .map(([name, mebibytes]) => ({
        type: 'GPU',
        name: name ?? 'GPU',
        memoryBytes: Number(mebibytes) * 2 ** 20,
      }))
  } catch {
    return []
  }
}

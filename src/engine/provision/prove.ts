import { spawn } from 'node:child_process'
import { AppError, phrase } from '@shared/errors'
import { complaints, PROBE, probeAnswer } from '../../libtensorflow/index.mjs'
import { workerExecutable } from '../runtime/own-process'

const PATIENCE_MS = 120_000

/** Runs the probe to its end. */
function probe(binding: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(workerExecutable(), ['-e', PROBE, binding], {
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        TF_FORCE_GPU_ALLOW_GROWTH: 'true',
        TF_CPP_MIN_LOG_LEVEL: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/**
 * Loads a binding in a process of its own and throws that away.
 * @throws AppError `engine-unavailable` with the library's own words
 */
export async function proveBinding(binding: string, variant: 'cpu' | 'cuda'): Promise<void> {
  const { code, output } = await probe(binding)
  const answer = probeAnswer(output)
  if (code !== 0 || !answer)
    throw new AppError(
      'engine-unavailable',
      phrase`TensorFlow was fetched but can't be loaded on this computer: ${complaints(output)}`,
    )
  if (variant === 'cuda' && !answer.gpu)
    throw new AppError(
      'engine-unavailable',
      phrase`TensorFlow finds no usable GPU: ${complaints(output)}. Get the variant for the CPU.`,
    )
}

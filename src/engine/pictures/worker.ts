import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { codecModule, decoderFailed, useCodecModule } from './codec/library'
import { perform } from './perform'
import type { FromPictureWorker, PictureAnswer, ToPictureWorker } from './worker-messages'

/**
 * Entry of the pictures' own thread: a picture of 100 megapixels takes seconds, in which the engine
 * goes on answering.
 */
const port = parentPort
if (!port) throw new Error('the pictures’ worker runs in a worker thread only')

/** WebAssembly's memory never shrinks: after a larger picture the thread is to be replaced. */
const SPENT_PIXELS = 16_000_000

const say = (message: FromPictureWorker): void => port.postMessage(message)
/** Pixels in memory that both threads see, so that they are never copied again. */
const shared = (bytes: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(bytes))

const { module } = (workerData ?? {}) as { module?: WebAssembly.Module }
if (module) useCodecModule(module)
else
  void codecModule().then(
    (ready) => say({ ready }),
    () => undefined,
  ) // decoding says why

function pixelsOf(answered: PictureAnswer): number {
  if (answered instanceof Float32Array) return 0
  const { height, width } = 'raster' in answered ? answered.raster : answered
  return height * width
}

async function answer({ id, ...task }: ToPictureWorker): Promise<void> {
  try {
    const answered = await perform(task, task.kind === 'fitted' ? undefined : shared)
    const spent = pixelsOf(answered) > SPENT_PIXELS
    say({ id, answer: answered, spent })
  } catch (thrown) {
    say({ id, error: AppError.from(thrown).toData(), spent: decoderFailed() })
  }
}

port.on('message', (message: ToPictureWorker) => void answer(message))

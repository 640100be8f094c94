import { parentPort } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { perform } from './perform'
import type { DecodedPicture, FromPictureWorker, ToPictureWorker } from './worker-messages'

/**
 * Entry of the pictures' own thread: a picture of 16 megapixels takes seconds, in which the engine
 * goes on answering.
 */
const port = parentPort
if (!port) throw new Error('the pictures’ worker runs in a worker thread only')

const say = (message: FromPictureWorker): void => port.postMessage(message)

/** Pixels in memory that both threads see, so that they are never copied again. */
function shared({ raster, preview }: DecodedPicture): DecodedPicture {
  const rgba = new Uint8Array(new SharedArrayBuffer(raster.rgba.length))
  rgba.set(raster.rgba)
  return { raster: { ...raster, rgba }, preview }
}

port.on('message', ({ id, ...task }: ToPictureWorker) => {
  try {
    const answer = perform(task)
    say({ id, answer: answer instanceof Float32Array ? answer : shared(answer) })
  } catch (thrown) {
    say({ id, error: AppError.from(thrown).toData() })
  }
})

import '@shared/jitless'
import { PictureThread } from './pictures/picture-thread'
import { parentPort } from './service/parent-port'
import { startService } from './service/service'
import { TrainingSession } from './training/session'

// An unhandled rejection is a fault for the log, but must not end a running training.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(
    `unhandled rejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`,
  )
})

/** Entry of the engine's process, which main forks. */
startService(parentPort(), {
  startSession: (job, listener) => new TrainingSession(job, listener),
  pictureWork: new PictureThread(),
  exit: (code) => process.exit(code),
  report: (text) => void process.stderr.write(text),
})

import '@shared/jitless'
import { parentPort } from './service/parent-port'
import { startService } from './service/service'
import { TrainingSession } from './training/session'

/** Entry of the engine's process, which main forks. */
startService(parentPort(), {
  startSession: (job, listener) => new TrainingSession(job, listener),
  exit: (code) => process.exit(code),
  report: (text) => void process.stderr.write(text),
})

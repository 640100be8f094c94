import '@shared/jitless'
import { parentPort } from './service/parent-port'
import { startService } from './service/service'

/** Entry of the engine's process, which main forks. */
startService(parentPort())

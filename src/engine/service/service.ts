import type { Activity } from '@shared/contract/control'
import { AppError, type Words } from '@shared/errors'
import type { EngineHandlers } from '@shared/rpc'
import { PassStore } from '../inspect/pass-store'
import type { PictureWork } from '../pictures/picture-thread'
import { tensorflow } from '../runtime/tensorflow'
import { createHandlers } from './handlers'
import { Hub } from './hub'
import { Jobs } from '../work/jobs'
import type { Parent } from './parent-port'
import { Pictures } from '../inspect/opened-pictures'
import { Tokens } from './tokens'
import type { StartSession } from '../trainings/active-run'
import { Trainings } from '../trainings/trainings'

interface ServiceOptions {
  readonly startSession: StartSession
  /** Reads and fits pictures. */
  readonly pictureWork: PictureWork
  /** Ends the process; `code` 0 after a shutdown. */
  readonly exit: (code: number) => void
  /** For the log that main keeps. */
  readonly report: (text: string) => void
}

/** Answers main and every window that main connects, until main sends `shutdown`. */
export function startService(
  parent: Parent,
  { startSession, pictureWork, exit, report }: ServiceOptions,
): void {
  let activity: Activity = { job: null, checkpointStep: null, run: null }
  const tell = (change: Partial<Activity>): void => {
    const next = { ...activity, ...change }
    const keys = ['job', 'checkpointStep', 'run'] as const
    if (keys.every((key) => next[key] === activity[key])) return
    activity = next
    parent.send({ type: 'activity', activity })
  }
  const hub = new Hub()
  const tokens = new Tokens()
  const jobs = new Jobs((job) => tell({ job }))
  const trainings = new Trainings({
    hub,
    jobs,
    startSession,
    onCheckpoint: (checkpointStep) => tell({ checkpointStep }),
    onRun: (run) => tell({ run }),
  })
  const handlers: EngineHandlers = createHandlers({
    hub,
    jobs,
    tokens,
    trainings,
    pictures: new Pictures(tokens, pictureWork),
    passes: new PassStore(),
  })

  parent.onMessage((message, port) => {
    switch (message.type) {
      case 'port':
        if (port)
          hub.connect(port, handlers, (error, call) => report(`${call}: ${stackOf(error)}\n`))
        return
      case 'path':
        tokens.register(message.token, message.path)
        return
      case 'ping':
        parent.send({ type: 'pong', beat: message.beat })
        return
      case 'shutdown':
        void shutDown()
    }
  })

  async function shutDown(): Promise<void> {
    // Cancels open calls; their files are then either complete or missing.
    hub.close()
    await trainings.shutDown().catch((error: unknown) => report(`shutdown: ${stackOf(error)}\n`))
    exit(0)
  }

  parent.send({ type: 'ready', ...loadTensorFlow() })
}

/**
 * Loads TensorFlow before the first window needs it. If that fails, everything that doesn't compute
 * still works.
 */
function loadTensorFlow(): { problem?: Words } {
  try {
    tensorflow()
    return {}
  } catch (error) {
    return { problem: AppError.from(error).words }
  }
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

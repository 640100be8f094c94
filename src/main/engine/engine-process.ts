import type { Activity, FromEngine } from '@shared/contract/control'
import type { EngineStatus } from '@shared/contract/desktop'
import { AppError, type Words, phrase } from '@shared/errors'
import type { Language } from '@shared/language'
import type { EngineChild, EngineExit, ForkEngine } from './engine-child'
import { engineMessages } from './engine-messages'
import { Heartbeat } from './heartbeat'
import { TIMES } from './times'

export interface EngineProcessOptions {
  readonly fork: ForkEngine
  readonly paths: () => Iterable<readonly [token: string, path: string]>
  readonly language: () => Language
  readonly onStatus: (status: EngineStatus) => void
  readonly onActivity: (activity: Activity) => void
  /** The engine, while it lives, has another run that trains or is paused, or none any more. */
  readonly onRun: (run: string | null) => void
}

const IDLE: Activity = { job: null, checkpointStep: null, run: null }

/**
 * The engine's life. `stopped → starting → ready ⇄ unresponsive`, `stopping` on request, and from
 * anywhere `crashed`, which restarts it: at most three times in five minutes, then only on request.
 */
export class EngineProcess {
  #status: EngineStatus = { state: 'stopped', restarts: 0 }
  #child: EngineChild | null = null
  #activity: Activity = IDLE
  #restarts: number[] = []
  #deadline: NodeJS.Timeout | undefined
  /** Why main itself ended the process; reported instead of the exit that follows. */
  #reason: string | undefined
  #exited: (() => void)[] = []
  readonly #heartbeat: Heartbeat

  constructor(private readonly options: EngineProcessOptions) {
    this.#heartbeat = new Heartbeat({
      send: (beat) => this.#child?.send({ type: 'ping', beat }),
      onSilence: (ms) =>
        this.#set(
          'unresponsive',
          engineMessages.unresponsive(Math.round(ms / 1000), options.language()),
        ),
      onAnswer: () => this.#set('ready'),
    })
  }

  get status(): EngineStatus {
    return this.#status
  }

  get activity(): Activity {
    return this.#activity
  }

  start(): void {
    if (this.#child) return
    this.#reason = undefined
    this.#set('starting')
    const child = this.options.fork({
      onMessage: (message) => {
        if (this.#child === child) this.#receive(message)
      },
      onExit: (exit) => {
        if (this.#child === child) this.#ended(exit)
      },
    })
    this.#child = child
    for (const [token, path] of this.options.paths()) child.send({ type: 'path', token, path })
    this.#deadline = setTimeout(() => {
      this.#reason = engineMessages.slowStart(TIMES.startMs / 1000, this.options.language())
      child.kill()
    }, TIMES.startMs)
  }

  /**
   * Lets a running training checkpoint, then ends the process, by force if that takes too long.
   * Settles when it has ended.
   */
  stop(): Promise<void> {
    const child = this.#child
    if (!child) {
      // Cancels a restart that was scheduled.
      clearTimeout(this.#deadline)
      if (this.#status.state === 'crashed') this.#set('stopped')
      return Promise.resolve()
    }
    const gone = new Promise<void>((resolve) => this.#exited.push(resolve))
    if (this.#status.state === 'stopping') return gone
    const hung = this.#status.state === 'unresponsive'
    this.#heartbeat.stop()
    this.#set('stopping')
    clearTimeout(this.#deadline)
    if (hung) {
      child.kill()
    } else {
      child.send({ type: 'shutdown' })
      this.#deadline = setTimeout(() => child.kill(), TIMES.stopMs)
    }
    return gone
  }

  /** Requested by the user: the count of crashes starts again. */
  async restart(): Promise<void> {
    this.#restarts = []
    await this.stop()
    this.start()
  }

  /**
   * Transfers a window's port; calls before the engine is ready wait in it.
   * @throws AppError `engine-unavailable` if there is no process.
   */
  connect(port: unknown): void {
    if (!this.#child || this.#status.state === 'stopping') {
      throw new AppError(
        'engine-unavailable',
        this.#status.message ?? phrase`The engine is not running; restart it.`,
        { state: this.#status.state },
      )
    }
    this.#child.send({ type: 'port' }, [port])
  }

  tellPath(token: string, path: string): void {
    this.#child?.send({ type: 'path', token, path })
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case 'ready':
        if (this.#status.state !== 'starting') return
        clearTimeout(this.#deadline)
        this.#set('ready', message.problem)
        this.#heartbeat.start()
        return
      case 'pong':
        this.#heartbeat.answered(message.beat)
        return
      case 'activity': {
        const { run } = message.activity
        const isNews = run !== this.#activity.run
        this.#setActivity(message.activity)
        // A run that is stopped for the end of the app is still to be gone on with.
        if (isNews && this.#status.state !== 'stopping') this.options.onRun(run)
      }
    }
  }

  #ended(exit: EngineExit): void {
    const { state } = this.#status
    const { language } = this.options
    this.#child = null
    this.#heartbeat.stop()
    clearTimeout(this.#deadline)
    const lost = this.#activity
    this.#setActivity(IDLE)
    if (state === 'stopping') {
      this.#set('stopped')
    } else {
      const now = Date.now()
      this.#restarts = this.#restarts.filter((time) => now - time < TIMES.restartWindowMs)
      const message = this.#reason ?? engineMessages.crashed(exit, lost, language())
      if (this.#restarts.length < TIMES.restarts) {
        this.#restarts.push(now)
        this.#set('crashed', message, lost.run)
        // After this turn, so that every listener receives the crash before the new start.
        this.#deadline = setTimeout(() => this.start(), 0)
      } else {
        const gaveUp = engineMessages.gaveUp(TIMES.restarts, language())
        this.#set('crashed', message + gaveUp, lost.run)
      }
    }
    for (const resolve of this.#exited.splice(0)) resolve()
  }

  #setActivity(activity: Activity): void {
    this.#activity = activity
    this.options.onActivity(activity)
  }

  #set(state: EngineStatus['state'], message?: Words, run: string | null = null): void {
    this.#status = {
      state,
      restarts: this.#restarts.length,
      ...(message === undefined ? {} : { message }),
      ...(run === null ? {} : { run }),
    }
    this.options.onStatus(this.#status)
  }
}

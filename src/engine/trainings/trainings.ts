import { runOfRef, type ModelRef } from '@shared/contract/models'
import {
  type StartFrom,
  isInProgress,
  type RunAction,
  type RunInfo,
  type RunSnapshot,
  type TrainEvent,
  type TrainingMode,
} from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { finishedPhrase } from '@shared/model/words/finished'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArrays } from '@shared/model/weights'
import { dropLiveWeights, loadModel, offerLiveWeights } from '../models'
import { resumePoint } from '../runs/resume-point'
import {
  eventsUntil,
  listRuns,
  newRunId,
  readEvents,
  readRun,
  readRunFile,
  writeRunFile,
} from '../runs/run-folder'
import type { SessionListener } from '../training/session'
import type { WorkerJob } from '../training/worker-messages'
import type { Announcer } from './announcer'
import type { Jobs } from '../work/jobs'
import { ActiveRun, type StartSession } from './active-run'
import { goingOn, startModel } from './going-on'
import { OtherRuns } from './others'
import { runFolder } from '../runs/run-ids'
import { RunPoints } from './run-points'

interface TrainingsOptions {
  readonly hub: Announcer
  readonly jobs: Jobs
  readonly startSession: StartSession
  /**
   * Called with the step of the newest checkpoint of the run that trains; null when none trains.
   */
  readonly onCheckpoint: (step: number | null) => void
  /** Called with the run that trains or is paused; null when there is none. */
  readonly onRun: (run: string | null) => void
}

/** Writes the error into the run's folder, which a crashed process can't do itself. */
async function noteCrash(folder: string, error: AppError): Promise<void> {
  const file = await readRunFile(folder).catch(() => undefined)
  if (file && isInProgress(file))
    await writeRunFile(folder, { ...file, problem: error.words }).catch(() => undefined)
}

/**
 * The runs of this machine, of which at most one trains here. A paused run keeps its process and
 * its memory until another one starts. It is then stopped, and can be resumed from its checkpoint.
 */
export class Trainings {
  readonly #points = new RunPoints()
  #active: ActiveRun | null = null
  #telling: Promise<void> = Promise.resolve()
  readonly #due = new Set<string>()
  readonly #others = new OtherRuns((info) => {
    this.options.hub.emit('run.changed', this.#seen(info))
    this.options.hub.emit('models.changed', {})
  })

  constructor(private readonly options: TrainingsOptions) {}

  async list(): Promise<RunInfo[]> {
    const runs = (await listRuns()).flatMap(({ info }) => (info ? [this.#seen(info)] : []))
    for (const info of runs) if (!this.isActive(info.id)) this.#others.watch(info)
    return runs
  }

  /** @throws AppError `not-found`, `corrupt` */
  async snapshot(run: string): Promise<RunSnapshot> {
    const folder = runFolder(run)
    const info = await readRun(folder)
    return { info: this.#seen(info), ...(await this.#points.of(run, () => readEvents(folder))) }
  }

  /** Whether the run trains or is paused here. */
  isActive(run: string): boolean {
    return this.#active?.id === run
  }

  /**
   * Notes that somebody has looked at the network of this run. If it trains, its weights will be
   * sent soon.
   */
  look(run: string): void {
    if (this.#active?.id === run) this.#active.pump.look()
  }

  /** Tells the windows that the run of this model has another name. */
  changed(model: ModelRef): void {
    const run = runOfRef(model)
    if (run !== undefined) this.#tell(run)
  }

  /** @throws AppError `busy`, and whatever prevents the run from starting */
  async start(
    recipe: Recipe,
    title: string | undefined,
    mode: TrainingMode = 'auto',
    from?: StartFrom,
  ): Promise<RunInfo> {
    const begun = from && (await this.#from(recipe, from))
    const id = newRunId(recipe, new Date())
    return this.#launch(
      id,
      title ?? recipe.model.name,
      { mode, recipe, ...begun, ...(title ? { title } : {}) },
      [],
    )
  }

  /**
   * @param epochs total number of epochs; by default that of its recipe
   * @throws AppError `not-found`, `corrupt`, `busy`, `invalid-argument` for a run that has finished
   *   or trains elsewhere
   */
  async resume(run: string, mode: TrainingMode = 'auto', epochs?: number): Promise<RunInfo> {
    await this.#outgoing()
    if (this.#active?.id === run) {
      if (epochs === undefined) return this.control(run, 'continue')
      // The process of a paused run has the old number of epochs, so the run is stopped and
      // resumed.
      await this.#stopActive()
    }
    const folder = runFolder(run)
    const info = await readRun(folder)
    if (info.state === 'running' || info.state === 'starting') {
      throw new AppError(
        'invalid-argument',
        phrase`“${info.title}” is being trained by another program.`,
        { run },
      )
    }
    if (info.state === 'finished' && epochs === undefined) {
      throw new AppError(
        'invalid-argument',
        finishedPhrase(info.title, { ...info, epochs: info.recipe.epochs }),
        { run },
      )
    }
    const { position } = await resumePoint(folder, await readRunFile(folder))
    const kept = eventsUntil(await readEvents(folder), position)
    return this.#launch(
      run,
      info.title,
      { mode, ...(epochs === undefined ? {} : { epochs }) },
      kept,
    )
  }

  /** @throws AppError `not-found` for a run that doesn't train here, `busy` if another job runs */
  async control(run: string, action: RunAction): Promise<RunInfo> {
    const active = this.#active
    if (active?.id !== run)
      throw new AppError('not-found', phrase`This run is not training. Resume it first.`, { run })
    const info = await readRun(runFolder(run))
    if (action === 'continue' && !active.hasPlace)
      active.continueWith(this.options.jobs.begin(info.title))
    else active.request(action)
    return this.#seen(info)
  }

  async #from(
    recipe: Recipe,
    { model, epoch, replaced }: StartFrom,
  ): Promise<Pick<WorkerJob, 'weights'> & { recipe: Recipe }> {
    const folder = model.startsWith('run:') ? runFolder(model.slice('run:'.length)) : undefined
    const source = await startModel(await loadModel(model), epoch, folder)
    const begun = goingOn(recipe, source, replaced)
    return { recipe: begun.recipe, weights: begun.weights }
  }

  /** Stops the training and settles when it has written its checkpoint. */
  async shutDown(): Promise<void> {
    this.#others.stop()
    await this.#stopActive()
    await this.#telling
  }

  async #launch(
    id: string,
    title: string,
    job: Pick<WorkerJob, 'mode' | 'recipe' | 'weights' | 'title' | 'epochs'>,
    kept: readonly TrainEvent[],
  ): Promise<RunInfo> {
    await this.#outgoing()
    const release = this.options.jobs.begin(title)
    let active: ActiveRun
    try {
      await this.#stopActive()
      this.#points.begin(id, kept)
      active = new ActiveRun(
        id,
        { folder: runFolder(id), runName: id, ...job },
        release,
        this.#listener(id),
        this.options.startSession,
      )
    } catch (error) {
      release()
      throw error
    }
    this.#active = active
    this.options.onRun(id)
    const over = active.ended
      .catch((thrown: unknown) => noteCrash(runFolder(id), AppError.from(thrown)))
      .then(() => this.#ended(active))
    try {
      await active.started
    } catch (error) {
      await over
      throw error
    }
    return this.#seen(await readRun(runFolder(id)))
  }

  #listener(id: string): SessionListener {
    return {
      onEvent: (event) => this.#event(id, event),
      onState: () => this.#stateChanged(id),
      onCheckpoint: () => this.#tell(id),
      onWeights: (step, weights) => this.#weights(id, step, weights),
    }
  }

  async #stopActive(): Promise<void> {
    const active = this.#active
    if (!active) return
    active.request('stop')
    await this.#over(active)
  }

  /**
   * A run has the machine until its process has ended, but reports its end earlier. The next one
   * then only has to wait.
   */
  async #outgoing(): Promise<void> {
    const active = this.#active
    if (active && !isInProgress(active)) await this.#over(active)
  }

  async #over(active: ActiveRun): Promise<void> {
    await active.ended.catch(() => undefined)
    this.#ended(active)
  }

  #event(run: string, event: TrainEvent): void {
    this.options.hub.emit('run.event', { run, sequence: this.#points.add(run, event), event })
    // A point contains the run's progress; nothing else in the run's folder has changed.
    if (event.type !== 'progress') this.#tell(run)
  }

  #stateChanged(run: string): void {
    if (this.#active?.state === 'paused') this.#showCheckpoint(this.#active)
    this.#tell(run)
    this.options.hub.emit('models.changed', {})
  }

  #weights(run: string, step: number, weights: NamedArrays): void {
    if (this.#active?.id !== run) return
    offerLiveWeights(run, { step, weights })
    this.#active.pump.received()
    this.options.hub.emit('run.weights', { run, step })
  }

  #ended(active: ActiveRun): void {
    if (this.#active !== active) return
    this.#active = null
    active.pump.stop()
    active.free()
    dropLiveWeights(active.id)
    this.#points.end()
    this.options.onCheckpoint(null)
    this.options.onRun(null)
    this.#showCheckpoint(active)
    this.#tell(active.id)
    this.options.hub.emit('models.changed', {})
  }

  /**
   * Sends the windows the state of the run, from its folder. If it changes meanwhile, it is sent
   * once more afterwards.
   */
  #tell(run: string): void {
    if (this.#due.has(run)) return
    this.#due.add(run)
    this.#telling = this.#telling.then(async () => {
      this.#due.delete(run)
      const info = await readRun(runFolder(run)).catch(() => undefined)
      if (!info) return
      if (this.isActive(run)) this.options.onCheckpoint(info.checkpointStep ?? null)
      this.options.hub.emit('run.changed', this.#seen(info))
    })
  }

  /** Whoever watches the training now sees the checkpoint that a pause or the end has written. */
  #showCheckpoint({ id, pump }: ActiveRun): void {
    if (!pump.used) return
    this.#telling = this.#telling.then(async () => {
      const info = await readRun(runFolder(id)).catch(() => undefined)
      if (info?.checkpointStep !== undefined)
        this.options.hub.emit('run.weights', { run: id, step: info.checkpointStep })
    })
  }

  /**
   * A run's file may be written before or after its session reports the state. Here the session's
   * report counts.
   */
  #seen(info: RunInfo): RunInfo {
    return this.#active?.id === info.id ? { ...info, state: this.#active.state } : info
  }
}

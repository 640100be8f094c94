import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineEvent } from '@shared/contract/engine'
import type { RunInfo, RunState, TrainEvent } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { parseRecipe } from '@shared/model/recipe'
import {
  appendEvents,
  readRun,
  readRunFile,
  runFolderOf,
  type RunFile,
  writeRunFile,
} from '../runs/run-folder'
import type { SessionListener } from '../training/session'
import type { WorkerJob } from '../training/worker-messages'
import { Jobs } from '../work/jobs'
import { Trainings } from './trainings'

const recipe = parseRecipe({
  model: {
    name: 'Tiny',
    input: { height: 4, width: 4, channels: 1 },
    layers: [
      { id: 'flatten', kind: 'flatten' },
      { id: 'dense', kind: 'dense', units: 2 },
    ],
  },
  dataset: 'tiny',
  epochs: 1,
})

const progress = (step: number): TrainEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  loss: 1,
  accuracy: 0.5,
  examplesPerSecond: 10,
  learningRate: 0.9,
  etaSeconds: 1,
})

/**
 * A training process that does what the test says, and writes the run's folder like the real one.
 */
class FakeSession {
  readonly requests: string[] = []
  readonly ended: Promise<'finished' | 'stopped'>
  #end: (outcome: 'finished' | 'stopped') => void = () => {}
  fail: (error: AppError) => void = () => {}

  constructor(
    readonly job: WorkerJob,
    readonly listener: SessionListener,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve
      this.fail = reject
    })
    this.ended.catch(() => {})
  }

  request(action: string): void {
    this.requests.push(action)
    if (action === 'stop') void this.state('stopped').then(() => this.#end('stopped'))
  }

  requestWeights(): void {
    this.requests.push('weights')
  }

  async state(state: Exclude<RunState, 'interrupted'>): Promise<void> {
    const { folder } = this.job
    await mkdir(folder, { recursive: true })
    const fresh: RunFile = {
      format: 1,
      title: this.job.title ?? 'Tiny',
      recipe,
      state,
      device: 'CPU',
      versions: {},
      created: 1,
      stepsTotal: 10,
      process: process.pid,
    }
    const file = await readRunFile(folder).catch(() => fresh)
    await writeRunFile(folder, { ...file, state, process: process.pid })
    this.listener.onState(state)
  }

  /** Writes into the run's folder that this process trains the run. */
  async owner(pid: number): Promise<void> {
    await writeRunFile(this.job.folder, { ...(await readRunFile(this.job.folder)), process: pid })
  }

  async event(event: TrainEvent): Promise<void> {
    await appendEvents(this.job.folder, [event])
    this.listener.onEvent(event)
  }

  async finish(): Promise<void> {
    await this.state('finished')
    this.#end('finished')
  }
}

let data: string
let sessions: FakeSession[]
let told: { event: EngineEvent; payload: unknown }[]
let jobs: Jobs
let trainings: Trainings
const newest = (): FakeSession => sessions.at(-1)!

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'convscope-'))
  vi.stubEnv('CONVSCOPE_DATA', data)
  sessions = []
  told = []
  jobs = new Jobs()
  trainings = new Trainings({
    hub: { emit: (event, payload) => void told.push({ event, payload }) },
    jobs,
    startSession: (job, listener) => {
      const session = new FakeSession(job, listener)
      sessions.push(session)
      return session
    },
    onCheckpoint: () => {},
    onRun: () => {},
  })
})
afterEach(async () => {
  await trainings.shutDown()
  vi.unstubAllEnvs()
  await rm(data, { recursive: true })
})

async function started(): Promise<{ info: RunInfo; session: FakeSession }> {
  const before = sessions.length
  const starting = trainings.start(recipe, undefined)
  await vi.waitFor(() => expect(sessions).toHaveLength(before + 1))
  const session = newest()
  await session.state('running')
  return { info: await starting, session }
}

const events = (name: EngineEvent): unknown[] =>
  told.filter(({ event }) => event === name).map(({ payload }) => payload)

describe('the events to the windows', () => {
  it('are a point alone, and after a checkpoint the state of the run', async () => {
    const { info, session } = await started()
    const changes = (): unknown[] =>
      events('run.changed').filter((run) => (run as RunInfo).stepsDone > 0)
    await session.event(progress(3))
    expect(events('run.event')).toMatchObject([{ run: info.id, sequence: 1, event: { step: 3 } }])

    await session.event(progress(4))
    session.listener.onCheckpoint(4)
    await vi.waitFor(() => expect(changes()).toMatchObject([{ id: info.id, stepsDone: 4 }]))
    expect(events('run.event')).toHaveLength(2)
  })
})

describe('one training at a time', () => {
  it('a second is refused by naming the first', async () => {
    await started()
    await expect(trainings.start(recipe, 'Other')).rejects.toMatchObject({
      code: 'busy',
      details: { job: 'Tiny' },
    })
    expect(sessions).toHaveLength(1)
  })

  it('starts the next one as soon as the last has reported its end, although its process still runs', async () => {
    const { session } = await started()
    await session.state('finished')
    const next = trainings.start(recipe, 'Next')
    await session.finish()
    await vi.waitFor(() => expect(sessions).toHaveLength(2))
    await newest().state('running')
    expect((await next).title).toBe('Next')
  })

  it('releases the machine at the end', async () => {
    const { info, session } = await started()
    await session.finish()
    await vi.waitFor(() => expect(jobs.current).toBeNull())
    expect(trainings.isActive(info.id)).toBe(false)
    await expect(trainings.resume(info.id)).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('continues a finished run if more epochs are requested', async () => {
    const { info, session } = await started()
    await session.finish()
    await vi.waitFor(() => expect(trainings.isActive(info.id)).toBe(false))
    const resuming = trainings.resume(info.id, 'auto', 4)
    await vi.waitFor(() => expect(sessions).toHaveLength(2))
    expect(newest().job).toMatchObject({ runName: info.id, epochs: 4 })
    await newest().state('running')
    expect(await resuming).toMatchObject({ id: info.id, state: 'running' })
  })

  it('stops a paused run that gets another number of epochs, and resumes it', async () => {
    const { info, session } = await started()
    await session.state('paused')
    const resuming = trainings.resume(info.id, 'auto', 4)
    await vi.waitFor(() => expect(sessions).toHaveLength(2))
    expect(session.requests).toEqual(['stop'])
    expect(newest().job.epochs).toBe(4)
    await newest().state('running')
    await resuming
  })

  it('rejects with the reason why it did not start, and releases the machine', async () => {
    const starting = trainings.start(recipe, undefined)
    await vi.waitFor(() => expect(sessions).toHaveLength(1))
    newest().fail(new AppError('not-found', 'No such data set.'))
    await expect(starting).rejects.toMatchObject({ code: 'not-found' })
    expect(jobs.current).toBeNull()
  })

  it('a paused run releases the machine for another job or run, and reserves it again to continue', async () => {
    const { info, session } = await started()
    await session.state('paused')
    expect(jobs.current).toBeNull()
    await jobs.run('Evaluation', async () => {
      await expect(trainings.control(info.id, 'continue')).rejects.toMatchObject({ code: 'busy' })
    })
    await trainings.resume(info.id)
    expect(session.requests).toEqual(['continue'])
    expect(jobs.current).toBe('Tiny')
    await session.state('paused')
    await started()
    expect(session.requests).toEqual(['continue', 'stop'])
    await expect(readRun(runFolderOf(info.id))).resolves.toMatchObject({ state: 'stopped' })
  })

  it('a process that dies leaves an interrupted run', async () => {
    const { info, session } = await started()
    await session.owner(spawnSync('true').pid)
    session.fail(new AppError('internal', 'The training process ended (exit code 1).'))
    await vi.waitFor(async () =>
      expect((await trainings.snapshot(info.id)).info.state).toBe('interrupted'),
    )
  })

  it('shutting down stops it and waits for its checkpoint', async () => {
    const { info, session } = await started()
    await trainings.shutDown()
    expect(session.requests).toEqual(['stop'])
    await expect(readRun(runFolderOf(info.id))).resolves.toMatchObject({ state: 'stopped' })
  })
})

describe('a run that another process trains', () => {
  it('is reported to the windows when it has ended', async () => {
    const { info, session } = await started()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await session.owner(other.pid ?? 0)
    const elsewhere = new Trainings({
      hub: { emit: (event, payload) => void told.push({ event, payload }) },
      jobs: new Jobs(),
      startSession: () => session,
      onCheckpoint: () => {},
      onRun: () => {},
    })
    expect(await elsewhere.list()).toMatchObject([{ id: info.id, state: 'running' }])
    await expect(elsewhere.resume(info.id)).rejects.toMatchObject({ code: 'invalid-argument' })
    told.length = 0
    other.kill('SIGKILL')
    await vi.waitFor(
      () => expect(events('run.changed')).toMatchObject([{ id: info.id, state: 'interrupted' }]),
      { timeout: 10_000 },
    )
    await elsewhere.shutDown()
  })
})

describe('points', () => {
  it('are sent in sequence, and a snapshot has those up to its own number', async () => {
    const { info, session } = await started()
    for (const step of [1, 2, 3]) await session.event(progress(step))
    expect(events('run.event')).toEqual(
      [1, 2, 3].map((sequence) => ({ run: info.id, sequence, event: progress(sequence) })),
    )
    await expect(trainings.snapshot(info.id)).resolves.toMatchObject({
      sequence: 3,
      events: [1, 2, 3].map(progress),
    })
    await session.finish()
    await vi.waitFor(() => expect(trainings.isActive(info.id)).toBe(false))
    await expect(trainings.snapshot(info.id)).resolves.toMatchObject({
      sequence: 3,
      events: [1, 2, 3].map(progress),
    })
  })

  it('leave a gap when a resumed run drops some, so that a window fetches them again', async () => {
    const { info, session } = await started()
    for (const step of [1, 2, 3]) await session.event(progress(step))
    await trainings.control(info.id, 'stop')
    await vi.waitFor(() => expect(trainings.isActive(info.id)).toBe(false))
    told.length = 0
    const resuming = trainings.resume(info.id)
    await vi.waitFor(() => expect(sessions).toHaveLength(2))
    await newest().state('running')
    await resuming
    await newest().event(progress(1))
    // No checkpoint was written, so the run starts again: its points so far are dropped.
    expect(events('run.event')).toEqual([{ run: info.id, sequence: 5, event: progress(1) }])
    await expect(trainings.snapshot(info.id)).resolves.toMatchObject({
      sequence: 5,
      events: [progress(1)],
    })
  })
})

describe('weights', () => {
  it('are requested only after somebody has looked, and again only after the next look', async () => {
    const { info, session } = await started()
    vi.useFakeTimers()
    try {
      vi.advanceTimersByTime(5_000)
      expect(session.requests).toEqual([])
      trainings.look(info.id)
      trainings.look(info.id)
      expect(session.requests).toEqual(['weights'])
      session.listener.onWeights(7, new Map())
      expect(events('run.weights')).toEqual([{ run: info.id, step: 7 }])
      vi.advanceTimersByTime(5_000)
      expect(session.requests).toEqual(['weights', 'weights'])
      session.listener.onWeights(9, new Map())
      vi.advanceTimersByTime(5_000)
      expect(session.requests).toEqual(['weights', 'weights'])
      trainings.look(info.id)
      expect(session.requests).toEqual(['weights', 'weights', 'weights'])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('names of runs', () => {
  it.each(['..', '.', '../../etc', 'a/b', '', '.hidden', 'a'.repeat(200)])(
    '%j is not one',
    async (run) => {
      await expect(trainings.snapshot(run)).rejects.toMatchObject({ code: 'not-found' })
      await expect(trainings.resume(run)).rejects.toMatchObject({ code: 'not-found' })
      await expect(trainings.control(run, 'stop')).rejects.toMatchObject({ code: 'not-found' })
    },
  )
})

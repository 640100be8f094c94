import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FromEngine, ToEngine } from '@shared/contract/control'
import type { EngineStatus } from '@shared/contract/desktop'
import { importOf } from '@shared/contract/job-titles'
import { AppError } from '@shared/errors'
import type { EngineChildEvents, EngineExit } from './engine-child'
import { engineMessages } from './engine-messages'
import { EngineProcess } from './engine-process'
import { TIMES } from './times'

interface FakeChild {
  readonly sent: ToEngine[]
  readonly ports: unknown[]
  killed: boolean
  say(message: FromEngine): void
  exit(exit: EngineExit): void
}

function setUp(): {
  engine: EngineProcess
  children: FakeChild[]
  statuses: EngineStatus[]
  newest: () => FakeChild
} {
  const children: FakeChild[] = []
  const statuses: EngineStatus[] = []
  const engine = new EngineProcess({
    fork: (events: EngineChildEvents) => {
      const child: FakeChild = {
        sent: [],
        ports: [],
        killed: false,
        say: events.onMessage,
        exit: events.onExit,
      }
      children.push(child)
      return {
        send: (message, ports = []) => {
          child.sent.push(message)
          child.ports.push(...ports)
        },
        kill: () => {
          child.killed = true
        },
      }
    },
    paths: () => [['token-1', '/a/b']],
    language: () => 'en',
    onStatus: (status) => statuses.push(status),
    onActivity: () => {},
    onRun: () => {},
  })
  return { engine, children, statuses, newest: () => children.at(-1)! }
}

const KILLED: EngineExit = { code: 9, reason: 'killed' }
const states = (statuses: EngineStatus[]): string[] => statuses.map(({ state }) => state)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the engine’s life', () => {
  it('starts once, tells the known paths, and is ready when the engine says so', () => {
    const { engine, children, statuses } = setUp()
    engine.start()
    engine.start()
    expect(children).toHaveLength(1)
    expect(children[0]!.sent).toEqual([{ type: 'path', token: 'token-1', path: '/a/b' }])
    children[0]!.say({ type: 'ready' })
    expect(states(statuses)).toEqual(['starting', 'ready'])
  })

  it('passes on why a ready engine can’t compute', () => {
    const { engine, newest } = setUp()
    engine.start()
    newest().say({ type: 'ready', problem: 'TensorFlow is not set up' })
    expect(engine.status).toMatchObject({ state: 'ready', message: 'TensorFlow is not set up' })
  })

  it('kills an engine that does not start in time, and tries again', () => {
    const { engine, children, statuses } = setUp()
    engine.start()
    vi.advanceTimersByTime(TIMES.startMs)
    expect(children[0]!.killed).toBe(true)
    children[0]!.exit({ code: 15, reason: 'killed' })
    vi.advanceTimersByTime(0)
    expect(states(statuses)).toEqual(['starting', 'crashed', 'starting'])
    expect(statuses[1]!.message).toContain('did not start within 60 seconds')
  })

  it('names the signal and what was saved', () => {
    const { engine, newest, statuses } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    newest().say({
      type: 'activity',
      activity: { job: 'LeNet', checkpointStep: 470, run: 'lenet' },
    })
    newest().exit({ code: 11, reason: 'crashed' })
    expect(statuses.at(-1)!.message).toBe(
      'The engine ended unexpectedly: SIGSEGV (signal 11). “LeNet” is saved up to step 470 and can be resumed from there.',
    )
    expect(statuses.at(-1)!.run).toBe('lenet')
  })

  it('names the running job in the language of the window', () => {
    const job = importOf('model.json')
    const exit = { code: 1, reason: 'crashed' }
    const message = (language: 'en' | 'zh') =>
      engineMessages.crashed(exit, { job, checkpointStep: null, run: null }, language)
    expect(message('en')).toContain('“Import of model.json”')
    expect(message('zh')).toContain('“导入 model.json”')
  })

  it('restarts at most three times in five minutes, then waits to be asked', async () => {
    const { engine, children, newest } = setUp()
    engine.start()
    for (let crash = 1; crash <= 4; crash++) {
      newest().exit(KILLED)
      vi.advanceTimersByTime(0)
    }
    expect(children).toHaveLength(4)
    expect(engine.status).toMatchObject({ state: 'crashed', restarts: 3 })
    expect(engine.status.message).toContain('not restarted again')
    await engine.restart()
    expect(children).toHaveLength(5)
    expect(engine.status).toMatchObject({ state: 'starting', restarts: 0 })
  })

  it('forgets crashes that are older than five minutes', () => {
    const { engine, children, newest } = setUp()
    engine.start()
    for (let crash = 1; crash <= 6; crash++) {
      newest().exit(KILLED)
      vi.advanceTimersByTime(TIMES.restartWindowMs / 2)
    }
    expect(children).toHaveLength(7)
  })

  it('ignores what a process says after its successor has started', () => {
    const { engine, children } = setUp()
    engine.start()
    children[0]!.exit(KILLED)
    vi.advanceTimersByTime(0)
    children[0]!.say({ type: 'ready' })
    children[0]!.exit(KILLED)
    expect(engine.status.state).toBe('starting')
  })
})

describe('stopping', () => {
  it('asks first and settles when the process is gone', async () => {
    const { engine, newest, children } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    const stopped = engine.stop()
    const again = engine.stop()
    expect(newest().sent.filter(({ type }) => type === 'shutdown')).toHaveLength(1)
    newest().exit({ code: 0 })
    await Promise.all([stopped, again])
    expect(engine.status.state).toBe('stopped')
    expect(children).toHaveLength(1)
  })

  it('kills an engine that takes too long over its checkpoint', async () => {
    const { engine, newest } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    const stopped = engine.stop()
    vi.advanceTimersByTime(TIMES.stopMs - 1)
    expect(newest().killed).toBe(false)
    vi.advanceTimersByTime(1)
    expect(newest().killed).toBe(true)
    newest().exit(KILLED)
    await stopped
  })

  it('does not start again when it stops between a crash and the restart', async () => {
    const { engine, children, newest } = setUp()
    engine.start()
    newest().exit(KILLED)
    await engine.stop()
    vi.advanceTimersByTime(1_000)
    expect(children).toHaveLength(1)
    expect(engine.status.state).toBe('stopped')
  })
})

describe('heartbeat', () => {
  it('reports an engine as unresponsive after fifteen seconds of silence, and as ready when it answers again', () => {
    const { engine, newest, statuses } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    vi.advanceTimersByTime(TIMES.silenceMs + 2 * TIMES.beatMs)
    expect(engine.status.state).toBe('unresponsive')
    const last = newest().sent.at(-1)!
    expect(last.type).toBe('ping')
    newest().say({ type: 'pong', beat: last.type === 'ping' ? last.beat : 0 })
    expect(states(statuses)).toEqual(['starting', 'ready', 'unresponsive', 'ready'])
  })

  it('keeps quiet while the engine answers', () => {
    const { engine, newest, statuses } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    for (let beat = 0; beat < 60; beat++) {
      vi.advanceTimersByTime(TIMES.beatMs)
      const last = newest().sent.at(-1)!
      if (last.type === 'ping') newest().say({ type: 'pong', beat: last.beat })
    }
    expect(states(statuses)).toEqual(['starting', 'ready'])
  })

  it('kills a hung engine at once when the user restarts it', async () => {
    const { engine, newest, children } = setUp()
    engine.start()
    newest().say({ type: 'ready' })
    vi.advanceTimersByTime(TIMES.silenceMs + 2 * TIMES.beatMs)
    const restarted = engine.restart()
    expect(children[0]!.killed).toBe(true)
    children[0]!.exit(KILLED)
    await restarted
    expect(children).toHaveLength(2)
  })
})

describe('ports', () => {
  it('are passed to a running engine and refused with a code otherwise', () => {
    const { engine, newest } = setUp()
    expect(() => engine.connect('port')).toThrow(AppError)
    engine.start()
    engine.connect('port')
    expect(newest().ports).toEqual(['port'])
    void engine.stop()
    expect(() => engine.connect('port')).toThrow(
      expect.objectContaining({ code: 'engine-unavailable' }),
    )
  })
})

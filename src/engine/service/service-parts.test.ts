import { MessageChannel } from 'node:worker_threads'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ToEngine } from '@shared/contract/control'
import type { Evaluation } from '@shared/contract/training'
import {
  browserPort,
  createEngineClient,
  type EngineClient,
  type EngineHandlers,
  type Port,
} from '@shared/rpc'
import { keepEvaluation, keptEvaluation } from '../evaluations/evaluations'
import { exampleRaster } from '../datasets/example-raster'
import { Hub } from './hub'
import { Jobs } from '../work/jobs'
import type { Parent } from './parent-port'
import { Pictures } from '../inspect/opened-pictures'
import { startService } from './service'
import { inlinePictures } from '../pictures/picture-thread'
import { Tokens } from './tokens'

type EventTargetPort = Parameters<typeof browserPort>[0]

function channel(): { window: EngineClient; port: Port } {
  const { port1, port2 } = new MessageChannel()
  return {
    window: createEngineClient(browserPort(port1 as unknown as EventTargetPort)),
    port: browserPort(port2 as unknown as EventTargetPort),
  }
}

describe('tokens', () => {
  it('may come a moment after the call that names them', async () => {
    const tokens = new Tokens()
    const path = tokens.resolve('token-1')
    tokens.register('token-1', '/a')
    await expect(path).resolves.toBe('/a')
    await expect(tokens.resolve('token-2', 1)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('jobs', () => {
  it('run one at a time, also after a failure', async () => {
    const titles: (string | null)[] = []
    const jobs = new Jobs((title) => titles.push(title))
    await expect(
      jobs.run('first', async () => jobs.run('second', async () => 1)),
    ).rejects.toMatchObject({ code: 'busy', details: { job: 'first' } })
    await expect(jobs.run('third', async () => 3)).resolves.toBe(3)
    expect(titles).toEqual(['first', null, 'third', null])
  })
})

describe('several windows', () => {
  it('are told what they listen to, until they close', async () => {
    const hub = new Hub()
    const handlers = { 'pictures.samples': () => ['boot'] } as unknown as EngineHandlers
    const heard: string[] = []
    const windows = ['a', 'b', 'c'].map((name) => {
      const { window, port } = channel()
      hub.connect(port, handlers, () => {})
      if (name !== 'c') window.on('models.changed', () => heard.push(name))
      return window
    })
    const settle = (): Promise<unknown> =>
      Promise.all(windows.map((window) => window.call('pictures.samples', {}).catch(() => null)))
    await settle()
    hub.emit('models.changed', {})
    await settle()
    windows[0]!.close()
    await windows[0]!.closed
    await settle()
    hub.emit('models.changed', {})
    await settle()
    expect(heard).toEqual(['a', 'b', 'b'])
    hub.close()
    await Promise.all(windows.map((window) => window.closed))
  })
})

describe('the service', () => {
  it('answers pings and windows, and exits when it is told to', async () => {
    const sent: unknown[] = []
    let receive: (message: ToEngine, port: Port | undefined) => void = () => {}
    const parent: Parent = {
      send: (message) => void sent.push(message),
      onMessage: (listener) => (receive = listener),
    }
    const exited = new Promise<number>((resolve) => {
      startService(parent, {
        startSession: () => {
          throw new Error('nothing trains here')
        },
        pictureWork: inlinePictures,
        exit: resolve,
        report: () => {},
      })
    })
    expect(sent[0]).toMatchObject({ type: 'ready' })
    receive({ type: 'ping', beat: 5 }, undefined)
    expect(sent.at(-1)).toEqual({ type: 'pong', beat: 5 })
    const { window, port } = channel()
    receive({ type: 'port' }, port)
    await expect(window.call('engine.info', {})).resolves.toHaveProperty('device')
    await expect(window.call('models.detail', { model: 'preset:lenet' })).resolves.toMatchObject({
      summary: { totals: { parameters: 61_706 } },
    })
    await expect(window.call('inspect.maps', { pass: 'gone', layer: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
    receive({ type: 'shutdown' }, undefined)
    await expect(exited).resolves.toBe(0)
    await window.closed
  })
})

describe('pictures', () => {
  it('refuse what is missing, a folder, or no picture, each with its code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-'))
    await writeFile(join(folder, 'notes.png'), 'no picture at all')
    const tokens = new Tokens()
    tokens.register('missing', join(folder, 'gone.png'))
    tokens.register('folder', folder)
    tokens.register('notes', join(folder, 'notes.png'))
    const pictures = new Pictures(tokens)
    const open = (token: string): Promise<unknown> => pictures.open({ kind: 'token', token })
    await expect(open('missing')).rejects.toMatchObject({ code: 'not-found' })
    await expect(open('folder')).rejects.toMatchObject({ code: 'invalid-image' })
    await expect(open('notes')).rejects.toMatchObject({
      code: expect.stringMatching(/invalid-image|unsupported/) as string,
    })
    await expect(pictures.open({ kind: 'sample', name: 'no-such-sample' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(() => pictures.get('gone')).toThrow(expect.objectContaining({ code: 'not-found' }))
    await rm(folder, { recursive: true })
  })

  it('of a data set keep their pixels', () => {
    const grey = exampleRaster({
      height: 1,
      width: 2,
      channels: 1,
      pixels: Uint8Array.of(7, 250),
      labels: Int32Array.of(0),
    })
    expect([...grey.rgba]).toEqual([7, 7, 7, 255, 250, 250, 250, 255])
    const colour = exampleRaster({
      height: 1,
      width: 1,
      channels: 3,
      pixels: Uint8Array.of(1, 2, 3),
      labels: Int32Array.of(0),
    })
    expect([...colour.rgba]).toEqual([1, 2, 3, 255])
  })
})

describe('evaluations', () => {
  it('are kept for their step, whole, and made anew when damaged', async () => {
    const run = await mkdtemp(join(tmpdir(), 'convscope-'))
    const evaluation: Evaluation = {
      dataset: 'tiny',
      classes: ['a', 'b'],
      accuracy: 0.5,
      loss: 1.25,
      labels: Int32Array.of(0, 1),
      predictions: Int32Array.of(1, 1),
      losses: Float32Array.of(2.25, 0.25),
      confidences: Float32Array.of(0.5, 0.75),
    }
    await keepEvaluation(run, 7, evaluation)
    await expect(keptEvaluation(run, 7)).resolves.toEqual(evaluation)
    await expect(keptEvaluation(run, 8)).resolves.toBeNull()
    await writeFile(join(run, 'checkpoints', 'evaluation.zip'), 'damaged')
    await expect(keptEvaluation(run, 7)).resolves.toBeNull()
    await rm(run, { recursive: true })
  })
})

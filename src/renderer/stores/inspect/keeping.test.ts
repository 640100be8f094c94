// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import type { Contents, KeptInspect, KeptPicture } from '@shared/contract/kept'
import type { EditJournal } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { preset } from '@shared/model/presets'
import { IDENTITY } from '@shared/math/picture/transform'
import { useHeldModels } from '../models/held'
import { useStrip } from './strip'
import { useDrawing } from './drawing'
import { useSketch } from './sketch'
import { read, useMessages } from '../messages'
import { entry, inspectScene } from './testing/inspect-scene'
import { useHandOver } from '../hand-over'

const scene = inspectScene()
const PIXELS = '6f1f7f0e-1f4e-4c55-8a68-0a0a3d6f2b01'
const FILE: KeptPicture = { kind: 'token', name: 'boot.png', token: 'token-boot' }
const TEST: KeptPicture = {
  kind: 'dataset',
  name: 'fashion-mnist test 7',
  dataset: 'fashion-mnist',
  split: 'test',
  index: 7,
}
const PASTED: KeptPicture = { kind: 'bytes', name: 'pasted', content: PIXELS }

/** What the previous session left. */
function left(kept: Partial<KeptInspect>, contents: Contents = {}): void {
  scene.kept['inspect.get'] = {
    kept: { model: 'run:one', invert: false, pictures: [], current: null, ...kept },
    contents,
  }
}
const writes = (name = 'inspect.set') =>
  scene.told
    .filter((call) => call.name === name)
    .map(({ input }) => input as { kept: KeptInspect; contents: Contents })
const sources = (): unknown[] => useStrip().pictures.map(({ source }) => source)

describe('after a reload', () => {
  it('shows the model and the pictures again, the current one first', async () => {
    left(
      { pictures: [FILE, TEST, PASTED], current: 1, invert: true },
      { [PIXELS]: Uint8Array.of(1, 2) },
    )
    const { strip } = await scene.launch()
    expect(scene.fake.forwards.at(-1)!.input).toEqual({
      model: 'run:one',
      picture: 'picture-1',
      invert: true,
    })
    expect(strip.current?.source).toMatchObject({ kind: 'dataset', index: 7 })
    expect(sources()).toEqual([
      { kind: 'token', token: 'token-boot' },
      expect.objectContaining({ index: 7 }),
      { kind: 'bytes', name: 'pasted', bytes: Uint8Array.of(1, 2) },
    ])
    expect(scene.fake.callsOf('pictures.samples')).toEqual([])
    expect(useMessages().messages).toEqual([])
  })

  it('falls back to the bundled model without a word where its own is gone', async () => {
    left({ model: 'imported:gone', pictures: [TEST], current: 0 })
    const { inspected } = await scene.launch()
    expect(inspected.model).toBe('bundled:lenet')
    expect(useMessages().messages).toEqual([])
  })

  it('goes without a picture that can’t be had any more, shows another one and says so once', async () => {
    left({ pictures: [{ ...FILE, token: 'token-garbage' }, TEST, PASTED], current: 0 })
    const { strip } = await scene.launch()
    expect(strip.current?.source).toMatchObject({ kind: 'dataset' })
    expect(useMessages().messages.map(({ text, tone }) => [tone, read(text)])).toEqual([
      ['info', expect.stringMatching(/pasted, boot\.png/)],
    ])
    await vi.advanceTimersByTimeAsync(1000)
    expect(writes().at(-1)?.kept.pictures).toMatchObject([{ kind: 'dataset', index: 7 }])
  })

  it('stays empty where every picture had been closed', async () => {
    left({ pictures: [] })
    const { strip, start } = await scene.launch()
    expect([strip.pictures, start.opened]).toEqual([[], true])
    expect(scene.fake.callsOf('pictures.samples')).toEqual([])
  })

  it('goes on opening with the next engine where one ends in the middle, and keeps nothing before all are there', async () => {
    left({ pictures: [TEST, FILE], current: 0 })
    const answer = scene.fake.answers['pictures.open']!
    let calls = 0
    scene.fake.answers['pictures.open'] = (input) => {
      if (++calls === 2) throw new AppError('engine-unavailable', 'The engine went away.')
      return answer(input)
    }
    await scene.launch()
    await vi.advanceTimersByTimeAsync(2000)
    expect([sources().length, writes().length]).toEqual([1, 0])
    await scene.fake.reconnect()
    await vi.advanceTimersByTimeAsync(2000)
    expect(writes().at(-1)?.kept).toMatchObject({
      pictures: [TEST, FILE].map(({ kind }) => ({ kind })),
      current: 0,
      model: 'run:one',
    })
  })

  it('opens what another view asks for beside them, and shows that', async () => {
    left({ pictures: [TEST], current: 0, invert: true })
    useHandOver().leave('pictures', {
      sources: [{ kind: 'sample', name: 'boot' }],
      model: 'preset:lenet',
    })
    const { strip, inspected } = await scene.launch()
    expect(sources()).toEqual([
      expect.objectContaining({ kind: 'dataset' }),
      { kind: 'sample', name: 'boot' },
    ])
    expect([strip.current?.source.kind, inspected.model, strip.invert]).toEqual([
      'sample',
      'preset:lenet',
      false,
    ])
  })

  it('can draw on a drawing, move it back and begin it anew', async () => {
    const first = Uint8Array.of(0, 0, 0, 0)
    const FIRST = '6f1f7f0e-1f4e-4c55-8a68-0a0a3d6f2b02'
    const state = { painted: PIXELS, seed: 3, transform: { ...IDENTITY, rotate: 90 } }
    left(
      {
        pictures: [
          {
            kind: 'pixels',
            name: 'drawing',
            height: 2,
            width: 2,
            channels: 1,
            state,
            first: { painted: FIRST, seed: 0, transform: IDENTITY },
          },
        ],
        current: 0,
      },
      { [PIXELS]: Uint8Array.of(10, 20, 30, 40), [FIRST]: first },
    )
    await scene.launch()
    const [sketch, drawing] = [useSketch(), useDrawing()]
    expect(drawing.sketch?.state).toMatchObject({
      painted: Uint8Array.of(10, 20, 30, 40),
      seed: 3,
      transform: { rotate: 90 },
    })
    expect([...drawing.pixels!]).not.toEqual([10, 20, 30, 40])
    sketch.move({ rotate: 0 }, true)
    expect([...drawing.pixels!]).toEqual([10, 20, 30, 40])
    sketch.reset()
    expect(drawing.pixels).toEqual(first)
    sketch.undo()
    sketch.undo()
    expect([drawing.sketch?.state.transform.rotate, sketch.canUndo, sketch.canRedo]).toEqual([
      90,
      false,
      true,
    ])
  })
})

describe('what is kept', () => {
  it('follows model, pictures and inversion, and tells main the bytes of a picture once', async () => {
    const { strip, opening, inspected } = await scene.launch()
    await opening.open([
      { name: 'pasted', source: { kind: 'bytes', name: 'pasted', bytes: Uint8Array.of(5) } },
    ])
    await vi.advanceTimersByTimeAsync(1500)
    const [content] = Object.keys(writes().at(-1)!.contents)
    expect(writes().at(-1)).toEqual({
      kept: {
        model: 'bundled:lenet',
        invert: false,
        pictures: [
          { kind: 'sample', name: 'boot' },
          { kind: 'bytes', name: 'pasted', content },
        ],
        current: 1,
      },
      contents: { [content!]: Uint8Array.of(5) },
    })
    strip.invert = true
    inspected.model = 'run:one'
    await vi.advanceTimersByTimeAsync(1500)
    expect(writes().at(-1)).toMatchObject({
      kept: { model: 'run:one', invert: true, pictures: [{}, { content }] },
      contents: {},
    })
    strip.close(strip.currentKey!)
    await vi.advanceTimersByTimeAsync(1500)
    expect(writes().at(-1)).toMatchObject({ kept: { pictures: [{ kind: 'sample' }], current: 0 } })
  })
})

describe('models that the engine holds in memory', () => {
  const OFF = { kind: 'silence', layer: 'conv1', channel: 2, off: true } as const
  const journal = (id: string): EditJournal => ({
    model: `edited:${id}`,
    base: 'draft:builder',
    baseDigest: 'd0',
    edits: [OFF],
    position: 1,
  })

  /** A new engine, which knows of nothing but what it is told. */
  function startEngine(): readonly string[] {
    const there: string[] = []
    Object.assign(scene.fake.answers, {
      'models.list': () => ['bundled:lenet', ...there].map(entry),
      'builder.draft': () => {
        there.push('draft:builder')
        return entry('draft:builder')
      },
      'probe.revive': ({ model, base }: EditJournal) => {
        if (!there.includes(base)) throw new AppError('not-found', 'No such model.')
        there.push(model)
        return { edited: { ...journal('x'), model, silenced: {} }, same: true }
      },
      'probe.edited': ({ model }: { model: string }) => ({ ...journal('x'), model, silenced: {} }),
    })
    return there
  }

  it('are told to it: the draft, the current copy before anything is shown, the others after it', async () => {
    const there = startEngine()
    left({ model: 'edited:b', pictures: [TEST], current: 0 })
    scene.kept['held.get'] = {
      held: { draft: preset('lenet'), journals: [journal('a'), journal('b')] },
    }
    const { inspected } = await scene.launch()
    await scene.fake.turn()
    expect(there).toEqual(['draft:builder', 'edited:b', 'edited:a'])
    expect(inspected.model).toBe('edited:b')
    expect(scene.fake.forwards.map(({ input }) => input.model)).toEqual(['edited:b'])
    expect(useMessages().messages).toEqual([])
  })

  it('are let go without a word where what they rest on is gone', async () => {
    startEngine()
    left({ model: 'edited:b', pictures: [TEST], current: 0 })
    scene.kept['held.get'] = { held: { draft: null, journals: [journal('b')] } }
    const { inspected } = await scene.launch()
    expect(inspected.model).toBe('bundled:lenet')
    expect(useMessages().messages).toEqual([])
    await vi.advanceTimersByTimeAsync(1500)
    expect(writes('held.set').at(-1)).toEqual({ held: { draft: null, journals: [] } })
  })

  it('are kept as far as there is room, those that were edited last', async () => {
    const large = (id: string): EditJournal => ({
      ...journal(id),
      edits: [
        {
          kind: 'numbers',
          layer: 'conv1',
          channel: 0,
          weight: new Float32Array(1_500_000),
          bias: null,
        },
      ],
    })
    useHeldModels().keepJournals([large('a'), large('b'), large('c'), journal('d')])
    await vi.advanceTimersByTimeAsync(1500)
    const [{ held }] = writes('held.set') as unknown as [{ held: { journals: EditJournal[] } }]
    expect(held.journals.map(({ model }) => model)).toEqual(['edited:b', 'edited:c', 'edited:d'])
  })
})

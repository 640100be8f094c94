import { defineStore } from 'pinia'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { computed, ref, shallowReactive } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { PictureSource } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { normals } from '@shared/math/picture/noise'
import { stroke, type Point } from '@shared/math/picture/stroke'
import { IDENTITY, isIdentity, transform, type Transform } from '@shared/math/picture/transform'
import { engine } from '@renderer/api'
import { useInspect } from './inspect'
import { createPacer } from './inspect-pacer'
import { useMessages } from './messages'
import { firstState, SketchHistory, type SketchState } from './sketch-history'

export type SketchTool = 'paint' | 'transform'
type Drawn = Extract<PictureSource, { kind: 'pixels' }>

/** A picture that is drawn here, on the very pixels that the network gets. */
interface Sketch {
  readonly size: Pick<Drawn, 'height' | 'width' | 'channels'>
  readonly state: SketchState
  readonly history: SketchHistory
}

/** What a state looks like: painted pixels, moved about. */
function pixelsOf({ size, state }: Pick<Sketch, 'size' | 'state'>): Uint8Array {
  if (isIdentity(state.transform)) return state.painted
  const generator = xoroshiro128plus(state.seed)
  return transform(state.painted, size, state.transform, normals(() => uniformFloat64(generator)))
}

const byte = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 255)

/**
 * Pictures under the hand: painted, or moved about by sliders, while every map and the prediction follow. Two passes
 * are in flight at most and the newest pixels win.
 */
export const useSketch = defineStore('inspect-sketch', () => {
  const inspect = useInspect()
  const sketches = shallowReactive(new Map<number, Sketch>())
  const tool = ref<SketchTool>('paint')
  /** Diameter in pixels, and what the brush leaves, 0…255. */
  const brush = ref({ size: 2.5, value: 255, erase: false })
  const sketch = computed(() => (inspect.currentKey === undefined ? undefined : sketches.get(inspect.currentKey)))
  const pixels = computed(() => sketch.value && pixelsOf(sketch.value))
  /** Of the history, for buttons. */
  const canUndo = computed(() => sketch.value?.history.canUndo ?? false)
  const canRedo = computed(() => sketch.value?.history.canRedo ?? false)
  /** The picture as the network's input, 0…1, without waiting for the engine. */
  const input = computed<TensorData | undefined>(() => {
    const [now, data] = [sketch.value, pixels.value]
    if (!now || !data) return undefined
    const { height, width, channels } = now.size
    return { shape: [height, width, channels], data: Float32Array.from(data, (value) => value / 255) }
  })

  /** Passes that were asked for, and the newest of them that is shown: of two answers the older one is dropped. */
  let [sent, shown] = [0, 0]
  const following = createPacer({
    lanes: 2,
    async run() {
      const [model, open, now, data] = [inspect.model, inspect.current, sketch.value, pixels.value]
      if (!model || !open || !now || !data) return
      try {
        const mine = ++sent
        const { pass, maps } = await engine().call('probe.paint', { model, picture: open.picture.id, ...now.size, pixels: data, layers: [...inspect.seen()] })
        if (mine < shown) return
        shown = mine
        if (inspect.currentKey === open.key && inspect.model === model) await inspect.take(pass, new Map(maps.map(({ layer, maps: each }) => [layer, each])))
      } catch (thrown) {
        // A picture that the engine has let go is opened again with its present pixels by an ordinary pass.
        if (AppError.from(thrown).code === 'not-found') await inspect.refresh()
        else useMessages().fail(thrown)
      }
    },
  })

  function put(key: number, { size, history }: Sketch, state: SketchState): void {
    const next = { size, state, history }
    sketches.set(key, next)
    inspect.redraw(key, pixelsOf(next))
    following.poke()
  }

  /** Changes the picture in hand. @param remember whether the state before can be gone back to from here */
  function change(make: (state: SketchState, size: Sketch['size']) => SketchState, remember: boolean): void {
    const [key, now] = [inspect.currentKey, sketch.value]
    if (key === undefined || !now) return
    const state = make(now.state, now.size)
    if (remember) now.history.remember(now.state)
    put(key, now, state)
  }

  async function open(name: string, size: Sketch['size'], painted: Uint8Array): Promise<void> {
    const before = inspect.currentKey
    await inspect.open([{ name, source: { kind: 'pixels', name, ...size, pixels: painted } }])
    const key = inspect.currentKey
    if (key === undefined || key === before) return
    sketches.set(key, { size, state: firstState(painted), history: new SketchHistory(firstState(painted)) })
    for (const known of sketches.keys()) if (!inspect.pictures.some((picture) => picture.key === known)) sketches.delete(known)
  }

  const channelsOf = (channels: number): 1 | 3 => (channels === 3 ? 3 : 1)

  /** Opens a copy of what the network sees now, to be worked on; the picture itself stays. */
  async function begin(wanted: SketchTool, name: string): Promise<void> {
    tool.value = wanted
    const shape = inspect.pass?.input
    if (sketch.value || !shape) return
    const [height = 1, width = 1, channels = 1] = shape.shape
    inspect.invert = false
    await open(name, { height, width, channels: channelsOf(channels) }, Uint8Array.from(shape.data, byte))
  }

  /** Opens an empty canvas of the network's size, black as the data sets' background is. */
  async function blank(name: string): Promise<void> {
    const [height = 28, width = 28, channels = 1] = inspect.entry?.inputShape ?? []
    tool.value = 'paint'
    inspect.invert = false
    await open(name, { height, width, channels: channelsOf(channels) }, new Uint8Array(height * width * channelsOf(channels)))
  }

  /** Opens numbers that were worked out as a picture, 0…1. */
  async function openInput(name: string, { shape, data }: TensorData): Promise<void> {
    const [height = 1, width = 1, channels = 1] = shape
    inspect.invert = false
    await open(name, { height, width, channels: channelsOf(channels) }, Uint8Array.from(data, byte))
  }

  /** A line of the brush. A movement becomes part of the painting before it is painted over. */
  function paint(from: Point, to: Point, begins: boolean): void {
    change((state, size) => {
      const painted = pixelsOf({ size, state }).slice()
      const { size: diameter, value, erase } = brush.value
      stroke(painted, size, { size: diameter, colour: [0, 1, 2].map(() => (erase ? 0 : value)) }, from, to)
      return { painted, transform: IDENTITY, seed: state.seed }
    }, begins)
  }

  /** @param begins whether a slider has just been taken hold of: one undo takes back the whole pull */
  function move(changes: Partial<Transform> & { readonly seed?: number }, begins: boolean): void {
    const { seed, ...transformed } = changes
    change((state) => ({ ...state, seed: seed ?? state.seed, transform: { ...state.transform, ...transformed } }), begins)
  }

  function step(to: (history: SketchHistory, now: SketchState) => SketchState | undefined): void {
    const [key, now] = [inspect.currentKey, sketch.value]
    const state = now && to(now.history, now.state)
    if (key !== undefined && now && state) put(key, now, state)
  }

  return {
    ...{ tool, brush, sketch, canUndo, canRedo, pixels, input, begin, blank, openInput, paint, move },
    undo: (): void => step((history, now) => history.undo(now)),
    redo: (): void => step((history, now) => history.redo(now)),
    /** As it was when it was opened; this too can be undone. */
    reset: (): void => change((_, __) => sketch.value?.history.first ?? firstState(new Uint8Array()), true),
    /** All of one value. */
    clear: (): void => change(({ painted, seed }) => ({ painted: new Uint8Array(painted.length), transform: IDENTITY, seed }), true),
  }
})

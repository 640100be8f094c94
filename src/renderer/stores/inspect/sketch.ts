import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowReactive } from 'vue'
import type { TensorData } from '@shared/contract/common'
import { AppError } from '@shared/errors'
import { stroke, type Point } from '@shared/math/picture/stroke'
import { IDENTITY, type Transform } from '@shared/math/picture/transform'
import { engine } from '@renderer/api'
import { useInspect } from './inspect'
import { createPacer } from '@renderer/async/pacer'
import { createHistory, type History } from '@renderer/composables/history/history'
import { useMessages } from '../messages'
import { drawnPixels, firstState, type Sketch, type SketchState } from './sketch-state'

export type SketchTool = 'paint' | 'transform'
/** Bytes of painted pixels that may be gone back to. */
const MOST_BYTES = 64_000_000
const byte = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 255)

/**
 * Pictures under the hand: painted, or moved about by sliders, while every map and the prediction
 * follow. Two passes are in flight at most and the newest pixels win.
 */
export const useSketch = defineStore('inspect-sketch', () => {
  const inspect = useInspect()
  const histories = shallowReactive(new Map<number, History<SketchState>>())
  const tool = ref<SketchTool>('paint')
  /** Diameter in pixels, and what the brush leaves, 0…255. */
  const brush = ref({ size: 2.5, value: 255, erase: false })
  const sketch = computed((): Sketch | undefined => {
    const { source, drawn } = inspect.current ?? {}
    if (!drawn || source?.kind !== 'pixels') return undefined
    const { height, width, channels } = source
    return { size: { height, width, channels }, state: drawn.state }
  })
  const history = computed(() => histories.get(inspect.currentKey ?? -1))
  const pixels = computed(() => sketch.value && drawnPixels(sketch.value))
  const canUndo = computed(() => sketch.value !== undefined && (history.value?.canUndo ?? false))
  const canRedo = computed(() => sketch.value !== undefined && (history.value?.canRedo ?? false))
  /** The picture as the network's input, 0…1, without waiting for the engine. */
  const input = computed<TensorData | undefined>(() => {
    const [now, data] = [sketch.value, pixels.value]
    if (!now || !data) return undefined
    const { height, width, channels } = now.size
    return {
      shape: [height, width, channels],
      data: Float32Array.from(data, (value) => value / 255),
    }
  })

  /**
   * Passes that were asked for, and the newest of them that is shown: of two answers the older one
   * is dropped.
   */
  let [sent, shown] = [0, 0]
  const following = createPacer({
    lanes: 2,
    async run() {
      const [model, open, now, data] = [inspect.model, inspect.current, sketch.value, pixels.value]
      if (!model || !open || !now || !data) return
      try {
        const mine = ++sent
        const { pass, maps } = await engine().call('probe.paint', {
          model,
          picture: open.picture.id,
          ...now.size,
          pixels: data,
          layers: [...inspect.seen()],
        })
        if (mine < shown) return
        shown = mine
        if (inspect.currentKey === open.key && inspect.model === model)
          await inspect.take(pass, new Map(maps.map(({ layer, maps: each }) => [layer, each])))
      } catch (thrown) {
        // A picture that the engine has let go is opened again with its present pixels by an
        // ordinary pass.
        if (AppError.from(thrown).code === 'not-found') await inspect.refresh()
        else useMessages().fail(thrown)
      }
    },
  })

  function put(key: number, size: Sketch['size'], state: SketchState): void {
    inspect.redraw(key, state, drawnPixels({ size, state }))
    following.poke()
  }

  /** Of the present drawing; one of the previous session begins a new one. */
  function historyOf(key: number, state: SketchState): History<SketchState> {
    const known = histories.get(key) ?? markRaw(createHistory(state, { most: MOST_BYTES }))
    histories.set(key, known)
    for (const each of histories.keys())
      if (!inspect.pictures.some((picture) => picture.key === each)) histories.delete(each)
    return known
  }

  /**
   * Changes the present drawing.
   * @param begins whether this is a step of its own, and not a part of the gesture before it
   */
  function change(
    make: (state: SketchState, size: Sketch['size']) => SketchState,
    begins: boolean,
  ): void {
    const [key, now] = [inspect.currentKey, sketch.value]
    if (key === undefined || !now) return
    const past = historyOf(key, now.state)
    if (begins) past.close()
    past.set(make(now.state, now.size), 'gesture')
    put(key, now.size, past.state.value)
  }

  const open = (name: string, size: Sketch['size'], painted: Uint8Array): Promise<void> =>
    inspect.open([
      {
        name,
        source: { kind: 'pixels', name, ...size, pixels: painted },
        drawn: { first: firstState(painted), state: firstState(painted) },
      },
    ])

  const channelsOf = (channels: number): 1 | 3 => (channels === 3 ? 3 : 1)

  /** Opens a copy of what the network sees now, to be worked on; the picture itself stays. */
  async function begin(wanted: SketchTool, name: string): Promise<void> {
    tool.value = wanted
    const shape = inspect.pass?.input
    if (sketch.value || !shape) return
    const [height = 1, width = 1, channels = 1] = shape.shape
    inspect.invert = false
    await open(
      name,
      { height, width, channels: channelsOf(channels) },
      Uint8Array.from(shape.data, byte),
    )
  }

  /** Opens an empty canvas of the network's size, black as the data sets' background is. */
  async function blank(name: string): Promise<void> {
    const [height = 28, width = 28, channels = 1] = inspect.entry?.inputShape ?? []
    tool.value = 'paint'
    inspect.invert = false
    await open(
      name,
      { height, width, channels: channelsOf(channels) },
      new Uint8Array(height * width * channelsOf(channels)),
    )
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
      const painted = drawnPixels({ size, state }).slice()
      const { size: diameter, value, erase } = brush.value
      stroke(
        painted,
        size,
        { size: diameter, colour: [0, 1, 2].map(() => (erase ? 0 : value)) },
        from,
        to,
      )
      return { painted, transform: IDENTITY, seed: state.seed }
    }, begins)
  }

  /**
   * @param begins whether a slider has just been taken hold of: one undo takes back the whole pull
   */
  function move(changes: Partial<Transform> & { readonly seed?: number }, begins: boolean): void {
    const { seed, ...transformed } = changes
    change(
      (state) => ({
        ...state,
        seed: seed ?? state.seed,
        transform: { ...state.transform, ...transformed },
      }),
      begins,
    )
  }

  function step(way: 'undo' | 'redo'): void {
    const [key, now, past] = [inspect.currentKey, sketch.value, history.value]
    if (key === undefined || !now || !past) return
    past[way]()
    put(key, now.size, past.state.value)
  }

  return {
    ...{
      tool,
      brush,
      sketch,
      canUndo,
      canRedo,
      pixels,
      input,
      begin,
      blank,
      openInput,
      paint,
      move,
    },
    undo: (): void => step('undo'),
    redo: (): void => step('redo'),
    /** As it was when it was opened; this too can be undone. */
    reset: (): void => change((state) => inspect.current?.drawn?.first ?? state, true),
    /** All of one value. */
    clear: (): void =>
      change(
        ({ painted, seed }) => ({
          painted: new Uint8Array(painted.length),
          transform: IDENTITY,
          seed,
        }),
        true,
      ),
  }
})

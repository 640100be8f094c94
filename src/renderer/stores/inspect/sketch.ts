import { defineStore } from 'pinia'
import { computed, markRaw, shallowReactive } from 'vue'
import { stroke, type Point } from '@shared/math/picture/stroke'
import { IDENTITY, type Transform } from '@shared/math/picture/transform'
import { createHistory, type History } from '@renderer/composables/history/history'
import { useDrawing } from './drawing'
import { usePaintedPass } from './painted-pass'
import { drawnPixels, type Sketch, type SketchState } from './sketch-state'
import { useStrip } from './strip'

/** Bytes of painted pixels that may be gone back to. */
const MOST_BYTES = 64_000_000

/** The drawing under the hand: painted, or moved about by sliders, with undo and redo. */
export const useSketch = defineStore('inspect-sketch', () => {
  const [strip, drawing, passes] = [useStrip(), useDrawing(), usePaintedPass()]
  const histories = shallowReactive(new Map<number, History<SketchState>>())
  const history = computed(() =>
    drawing.sketch ? histories.get(strip.currentKey ?? -1) : undefined,
  )

  function put(key: number, size: Sketch['size'], state: SketchState): void {
    strip.redraw(key, state, drawnPixels({ size, state }))
    passes.follow()
  }

  /** Of the present drawing; one of the previous session begins a new one. */
  function historyOf(key: number, state: SketchState): History<SketchState> {
    const known = histories.get(key) ?? markRaw(createHistory(state, { most: MOST_BYTES }))
    histories.set(key, known)
    for (const each of histories.keys()) if (!strip.find(each)) histories.delete(each)
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
    const [key, now] = [strip.currentKey, drawing.sketch]
    if (key === undefined || !now) return
    const past = historyOf(key, now.state)
    if (begins) past.close()
    past.set(make(now.state, now.size), 'gesture')
    put(key, now.size, past.state.value)
  }

  function step(way: 'undo' | 'redo'): void {
    const [key, now, past] = [strip.currentKey, drawing.sketch, history.value]
    if (key === undefined || !now || !past) return
    past[way]()
    put(key, now.size, past.state.value)
  }

  /** A line of the brush. A movement becomes part of the painting before it is painted over. */
  function paint(from: Point, to: Point, begins: boolean): void {
    change((state, size) => {
      const painted = drawnPixels({ size, state }).slice()
      const { size: diameter, value, erase } = drawing.brush
      const colour = [0, 1, 2].map(() => (erase ? 0 : value))
      stroke(painted, size, { size: diameter, colour }, from, to)
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

  /** All of one value. */
  const clear = (): void =>
    change(
      ({ painted, seed }) => ({
        painted: new Uint8Array(painted.length),
        transform: IDENTITY,
        seed,
      }),
      true,
    )

  return {
    canUndo: computed(() => history.value?.canUndo ?? false),
    canRedo: computed(() => history.value?.canRedo ?? false),
    turn: computed(() => history.value?.turn ?? 0),
    ...{ paint, move, clear },
    /** As it was when it was opened; this too can be undone. */
    reset: (): void => change((state) => strip.current?.drawn?.first ?? state, true),
    undo: (): void => step('undo'),
    redo: (): void => step('redo'),
  }
})

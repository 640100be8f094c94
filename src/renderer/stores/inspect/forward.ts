import { defineStore } from 'pinia'
import type { LayerMaps, Pass } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createLayerQueue } from '@renderer/async/layer-queue'
import { createPacer } from '@renderer/async/pacer'
import { useExactValues } from './exact-values'
import { useInspectedModel } from './model'
import { useOpening } from './opening'
import { usePass } from './pass'
import { useStrip } from './strip'
import { useUnitDetail } from './unit-detail'

/** Following a training costs it speed, so no more often than this. */
const LIVE_INTERVAL_MS = 600
/** When the weights have rested for so long, layers off the screen are brought up to date too. */
const SETTLE_MS = 1000
/** When the hand has rested for so long, the same. */
const HAND_RESTS_MS = 150

type Maps = ReadonlyMap<string, LayerMaps>

/** Asks the engine for passes and their maps, as picture, model and training change. */
export const useForward = defineStore('inspect-forward', () => {
  const [passes, strip, inspected] = [usePass(), useStrip(), useInspectedModel()]
  let seen: ReadonlySet<string> = new Set()
  let asked = 0
  let abort: AbortController | undefined
  let settling: ReturnType<typeof setTimeout> | undefined

  const askMaps = (pass: string, layer: string): Promise<LayerMaps> =>
    engine().call('inspect.maps', { pass, layer })
  const queue = createLayerQueue({
    fetch: askMaps,
    deliver: (_, layer, maps) => passes.showMaps(layer, maps),
    // The engine keeps the last few passes only; one that it has let go is simply made again.
    fail: (fault) => (fault.code === 'not-found' ? live.poke() : (passes.error = fault)),
  })

  /** Also layers off the screen, once nothing has changed for so long. */
  function restAfter(milliseconds: number): void {
    settling = setTimeout(() => queue.rest(), milliseconds)
  }

  function accept(next: Pass, all: boolean, ready: Maps): void {
    passes.show(next, ready)
    const missing = next.layers.map(({ id }) => id).filter((id) => !ready.has(id))
    queue.begin(next.id, missing, all)
  }

  /** Brings what else is to be shown together with a pass of a moving picture. */
  const prepare = async (next: Pass): Promise<void> => {
    await Promise.all([useUnitDetail().prefetch(next), useExactValues().prefetch(next)])
  }

  /**
   * Maps of the layers on the screen. A moving picture is shown in one piece: a frame for each
   * layer would cost the training more.
   */
  async function visibleMaps(next: Pass): Promise<Maps> {
    const layers = next.layers.map(({ id }) => id).filter((id) => seen.has(id))
    const fetching = layers.map((layer) => askMaps(next.id, layer))
    const [fetched] = await Promise.all([Promise.all(fetching), prepare(next)])
    return new Map(fetched.map((maps, i) => [layers[i] ?? '', maps]))
  }

  async function ask(signal: AbortSignal): Promise<Pass | undefined> {
    const [model, picture, { invert }] = [inspected.model, strip.current, strip]
    if (!model || !picture) return undefined
    const forward = (id: string): Promise<Pass> =>
      engine().call('inspect.forward', { model, picture: id, invert }, { signal })
    try {
      return await forward(picture.picture.id)
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not-found' || signal.aborted) throw thrown
      return forward((await useOpening().reopen(picture.key)).picture.id)
    }
  }

  function clear(): void {
    passes.clear()
    queue.begin('', [], true)
  }

  /**
   * @param moving whether a training moves the maps: then those on the screen come with the pass,
   * and the others wait
   */
  async function request(moving: boolean): Promise<void> {
    abort?.abort()
    abort = new AbortController()
    const mine = ++asked
    try {
      const next = await ask(abort.signal)
      const ready: Maps = moving && next ? await visibleMaps(next) : new Map()
      if (mine !== asked) return
      if (next) accept(next, !moving, ready)
      else clear()
    } catch (thrown) {
      const fault = AppError.from(thrown)
      if (mine === asked && fault.code !== 'cancelled') {
        if (passes.stale) queue.begin('', [], true)
        passes.fail(fault)
      }
    } finally {
      if (mine === asked) passes.busy = false
    }
  }

  const live = createPacer({
    interval: LIVE_INTERVAL_MS,
    async run() {
      clearTimeout(settling)
      await request(true)
      restAfter(SETTLE_MS)
    },
  })

  function halt(): void {
    live.stop()
    clearTimeout(settling)
  }

  /**
   * Makes the pass anew because picture, model or inversion changed; answers to older requests are
   * dropped.
   */
  async function refresh(): Promise<void> {
    halt()
    passes.busy = true
    // What was wrong with another model is not said of this one.
    if (passes.stale) passes.error = undefined
    await request(false)
  }

  /**
   * Shows a pass of a picture under the hand, which has brought the maps on the screen along; older
   * answers are dropped.
   */
  async function take(
    next: Pass,
    maps: readonly { readonly layer: string; readonly maps: LayerMaps }[],
  ): Promise<void> {
    abort?.abort()
    halt()
    const mine = ++asked
    await prepare(next)
    if (mine !== asked) return
    accept(next, false, new Map(maps.map(({ layer, maps: each }) => [layer, each])))
    passes.busy = false
    restAfter(HAND_RESTS_MS)
  }

  return {
    refresh,
    take,
    /** New weights have come: makes the pass anew, at a pace that leaves the training its speed. */
    follow: (): void => live.poke(),
    /** Layers on the screen. */
    seen: (): ReadonlySet<string> => seen,
    /** Tells which layers are on the screen. */
    see(layers: ReadonlySet<string>): void {
      seen = layers
      queue.see(layers)
    },
  }
})

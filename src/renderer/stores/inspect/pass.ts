import { ref, shallowReactive, shallowRef } from 'vue'
import type { LayerMaps, LayerStatistics, Pass } from '@shared/contract/inspect'
import type { ModelRef } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import type { OpenPicture } from './pictures'
import { createLayerQueue } from '@renderer/async/layer-queue'

/**
 * A layer's maps with its numbers, and the pass that both belong to: while the next pass is on its
 * way the old ones stay.
 */
export interface ShownMaps {
  readonly pass: string
  readonly maps: LayerMaps
  readonly layer: LayerStatistics
}

export interface PassContext {
  readonly model: () => ModelRef | undefined
  readonly picture: () => OpenPicture | undefined
  readonly invert: () => boolean
  /** Brings what else is to be shown together with a pass of a moving picture. */
  readonly prepare: (pass: Pass) => Promise<void>
  readonly reopen: (key: number) => Promise<OpenPicture>
}

/** Following a training costs it speed, so no more often than this. */
const LIVE_INTERVAL_MS = 600
/** When the weights have rested for so long, layers off the screen are brought up to date too. */
const SETTLE_MS = 1000
/** When the hand has rested for so long, the same. */
const HAND_RESTS_MS = 150

/**
 * The forward pass that is looked at, its layers' maps, and how both follow picture, model and
 * training.
 */
export function createPass(context: PassContext) {
  const pass = shallowRef<Pass>()
  const maps = shallowReactive(new Map<string, ShownMaps>())
  const busy = ref(false)
  const error = shallowRef<AppError>()
  let seen: ReadonlySet<string> = new Set()
  let asked = 0
  let abort: AbortController | undefined
  let settling: ReturnType<typeof setTimeout> | undefined

  const queue = createLayerQueue({
    fetch: (of, layer) => engine().call('inspect.maps', { pass: of, layer }),
    deliver: (_, layer, layerMaps) => pass.value && show(pass.value, layer, layerMaps),
    // The engine keeps the last few passes only; one that it has let go is simply made again.
    fail: (fault) => (fault.code === 'not-found' ? live.poke() : (error.value = fault)),
  })

  function show(of: Pass, id: string, layerMaps: LayerMaps): void {
    const layer = of.layers.find((each) => each.id === id)
    if (layer) maps.set(id, { pass: of.id, maps: layerMaps, layer })
  }

  /** @param ready maps of the pass that have come with it. */
  function accept(next: Pass, all: boolean, ready: ReadonlyMap<string, LayerMaps>): void {
    if (pass.value?.model !== next.model) {
      const known = new Set(next.layers.map(({ id }) => id))
      for (const id of [...maps.keys()]) if (!known.has(id)) maps.delete(id)
    }
    pass.value = next
    error.value = undefined
    for (const [layer, layerMaps] of ready) show(next, layer, layerMaps)
    const missing = next.layers.map(({ id }) => id).filter((id) => !ready.has(id))
    queue.begin(next.id, missing, all)
  }

  /**
   * Maps of the layers on the screen. A moving picture is shown in one piece: a frame for each
   * layer would cost the training more.
   */
  async function visibleMaps(next: Pass): Promise<ReadonlyMap<string, LayerMaps>> {
    const layers = next.layers.map(({ id }) => id).filter((id) => seen.has(id))
    const fetching = layers.map((layer) => engine().call('inspect.maps', { pass: next.id, layer }))
    const [fetched] = await Promise.all([Promise.all(fetching), context.prepare(next)])
    return new Map(fetched.map((layerMaps, i) => [layers[i] ?? '', layerMaps]))
  }

  async function ask(signal: AbortSignal): Promise<Pass | undefined> {
    const [model, picture] = [context.model(), context.picture()]
    if (!model || !picture) return undefined
    const forward = (id: string): Promise<Pass> =>
      engine().call('inspect.forward', { model, picture: id, invert: context.invert() }, { signal })
    try {
      return await forward(picture.picture.id)
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not-found' || signal.aborted) throw thrown
      return forward((await context.reopen(picture.key)).picture.id)
    }
  }

  /**
   * @param moving whether a training moves the maps: then those on the screen come with the pass,
   * and the others wait.
   */
  async function request(moving: boolean): Promise<void> {
    abort?.abort()
    abort = new AbortController()
    const mine = ++asked
    try {
      const next = await ask(abort.signal)
      const ready = moving && next ? await visibleMaps(next) : new Map<string, LayerMaps>()
      if (mine !== asked) return
      if (next) accept(next, !moving, ready)
      else clear()
    } catch (thrown) {
      const fault = AppError.from(thrown)
      if (mine === asked && fault.code !== 'cancelled') error.value = fault
    } finally {
      if (mine === asked) busy.value = false
    }
  }

  const live = createPacer({
    interval: LIVE_INTERVAL_MS,
    async run() {
      clearTimeout(settling)
      await request(true)
      settling = setTimeout(() => queue.rest(), SETTLE_MS)
    },
  })

  /**
   * Makes the pass anew because picture, model or inversion changed; answers to older requests are
   * dropped.
   */
  async function refresh(): Promise<void> {
    live.stop()
    clearTimeout(settling)
    busy.value = true
    await request(false)
  }

  /**
   * Shows a pass of a picture under the hand, which has brought the maps on the screen along; older
   * answers are dropped.
   */
  async function take(next: Pass, ready: ReadonlyMap<string, LayerMaps>): Promise<void> {
    abort?.abort()
    live.stop()
    clearTimeout(settling)
    const mine = ++asked
    await context.prepare(next)
    if (mine !== asked) return
    accept(next, false, ready)
    busy.value = false
    settling = setTimeout(() => queue.rest(), HAND_RESTS_MS)
  }

  function clear(): void {
    pass.value = undefined
    error.value = undefined
    maps.clear()
    queue.begin('', [], true)
  }

  return {
    ...{ pass, maps, busy, error, refresh, take },
    /** Layers on the screen. */
    seen: () => seen,
    /**
     * New weights are at hand: makes the pass anew, at a pace that leaves the training its speed.
     */
    follow: () => live.poke(),
    /** Tells which layers are on the screen. */
    see(layers: ReadonlySet<string>) {
      seen = layers
      queue.see(layers)
    },
  }
}

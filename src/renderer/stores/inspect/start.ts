import { defineStore } from 'pinia'
import { getCurrentScope, ref, watch } from 'vue'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatList } from '@renderer/i18n/format'
import { useArrival } from '../arrival'
import { useHandOver } from '../hand-over'
import { useMessages } from '../messages'
import { useModels } from '../models/models'
import { useForward } from './forward'
import { useKeeping } from './keeping'
import { fromKept } from './kept'
import { useLiveWeights } from './live'
import { useInspectedModel } from './model'
import { useOpening } from './opening'
import { usePreviousSession } from './previous'
import { useStrip } from './strip'
import { useVerdicts } from './verdicts'

/** How Inspect begins: what is seen first, and from then on what follows what. */
export const useInspectStart = defineStore('inspect-start', () => {
  const [strip, opening, inspected] = [useStrip(), useOpening(), useInspectedModel()]
  const [previous, forward] = [usePreviousSession(), useForward()]
  /**
   * Whether what is to be seen first has been opened, or could not be: an empty strip is then empty
   * by choice.
   */
  const opened = ref(false)
  let restored = false
  let sampling: Promise<void> | undefined

  /** @param show whether the picture that was looked at is to be looked at again */
  async function restore({ show }: { readonly show: boolean }): Promise<void> {
    const gone: string[] = []
    const before = restored ? null : previous.kept
    restored = true
    if (before) {
      const left = fromKept(before, previous.contents)
      gone.push(...left.gone)
      opening.expect(left.pictures, show ? left.current : undefined)
      if (show) strip.invert = before.invert
    }
    gone.push(...(await opening.restore()))
    if (gone.length > 0)
      useMessages().say(() => t('inspect.pictures.gone', { names: formatList(gone) }), {
        stays: true,
      })
  }

  /** One that the bundled model knows, and one that it does not. */
  async function openSamples(): Promise<void> {
    const samples = (await useMessages().attempt(() => engine().call('pictures.samples', {}))) ?? []
    const first = samples.slice(0, 2).map((name) => ({ source: { kind: 'sample', name } as const }))
    if (strip.pictures.length === 0) await opening.open(first)
  }

  /**
   * Takes what another view asked to be looked at, beside what the previous session had open; at a
   * first launch, samples.
   */
  async function takeRequest(): Promise<void> {
    await previous.learn()
    const request = useHandOver().take('pictures')
    if (request?.model) inspected.model = request.model
    const restoring = restore({ show: request === undefined })
    if (request) await opening.open(request.sources.map((source) => ({ source })))
    opened.value ||= strip.pictures.length > 0
    await restoring
    if (!opening.isComplete()) return
    if (!opened.value && previous.kept === null) await (sampling ??= openSamples())
    opened.value = true
    useKeeping().begin()
  }

  /** An engine is there, for the first time or again, and knows what it has to. */
  function comeBack(): void {
    void takeRequest()
    if (!inspected.model) return
    void inspected.learnNetwork()
    void forward.refresh()
  }

  /** What follows what, from the beginning on. */
  function follow(): void {
    const [models, arrival, handOver] = [useModels(), useArrival(), useHandOver()]
    watch(
      () => handOver.waiting('pictures'),
      (request) => request && engine().connected && void takeRequest(),
    )
    watch(() => [models.models, models.state, arrival.settling, previous.known], inspected.choose, {
      immediate: true,
    })
    watch(() => inspected.model, inspected.learnNetwork, { immediate: true })
    watch(
      () => [inspected.model, inspected.weights, strip.currentKey, strip.invert],
      () => void forward.refresh(),
    )
    watch(
      () => arrival.settled,
      () => {
        if (!arrival.settling) comeBack()
      },
      { immediate: true, flush: 'sync' },
    )
  }

  // The view that begins goes away whenever another is shown, and watchers of its own with it.
  const scope = getCurrentScope()
  let begun = false
  /** Begins with the first connection; further calls do nothing. */
  function load(): void {
    if (begun) return
    begun = true
    void previous.learn()
    scope?.run(follow)
    useLiveWeights()
    useVerdicts()
  }

  return { opened, load }
})

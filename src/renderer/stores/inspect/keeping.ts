import { ref, type Ref, shallowRef, watch } from 'vue'
import type { KeptInspect } from '@shared/contract/kept'
import type { ModelRef } from '@shared/contract/models'
import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatList } from '@renderer/i18n/format'
import { ContentNames, fromKept, toKept } from './kept'
import type { Pictures } from './pictures'
import { keepSoon } from '@renderer/async/keep-soon'
import { useMessages } from '../messages'

interface Context {
  readonly model: Readonly<Ref<ModelRef | undefined>>
  readonly invert: Ref<boolean>
  readonly strip: Pictures
}

/**
 * Carries what Inspect shows over from the window before, after a reload or a new start, and keeps
 * it for the next one.
 */
export function createKeeping({ model, invert, strip }: Context) {
  /** What the window before showed; null at a first launch. */
  const before = shallowRef<KeptInspect | null>(null)
  const known = ref(false)
  const names = new ContentNames()
  /** Contents that main has. */
  let told: ReadonlySet<string> = new Set()
  let waiting: ReturnType<typeof fromKept> | undefined
  let begun = false

  let learning: Promise<void> | undefined
  async function ask(): Promise<void> {
    const answer = await useMessages().attempt(() => desktop().call('inspect.get', {}))
    if (answer?.kept) {
      before.value = answer.kept
      names.learn(answer.contents)
      told = new Set(Object.keys(answer.contents))
      waiting = fromKept(answer.kept, answer.contents)
    }
    known.value = true
  }

  /** @param show whether the picture that was looked at is to be looked at again */
  async function restore({ show }: { readonly show: boolean }): Promise<void> {
    const gone: string[] = []
    if (waiting) {
      gone.push(...waiting.gone)
      strip.expect(waiting.pictures, show ? waiting.current : undefined)
      if (show) invert.value = before.value?.invert ?? false
      waiting = undefined
    }
    gone.push(...(await strip.restore()))
    if (gone.length > 0)
      useMessages().say(() => t('inspect.pictures.gone', { names: formatList(gone) }), {
        stays: true,
      })
  }

  async function write(): Promise<void> {
    // Before the models are known none is in hand yet.
    const shown = {
      model: model.value ?? before.value?.model ?? undefined,
      invert: invert.value,
      pictures: strip.pictures.value,
      currentKey: strip.currentKey.value,
    }
    const { kept, contents } = toKept(shown, names)
    await desktop().call('inspect.set', {
      kept,
      contents: Object.fromEntries(Object.entries(contents).filter(([name]) => !told.has(name))),
    })
    told = new Set(Object.keys(contents))
  }

  let last = Promise.resolve()
  /** One after the other, so that it is known which contents main has. */
  const keep = keepSoon(() => (last = last.then(write, write)))

  /**
   * From now on what is shown is kept; not before all that was shown has been opened again, or it
   * would be lost.
   */
  function begin(): void {
    if (begun || !strip.complete()) return
    begun = true
    watch(
      [model, invert, strip.pictures, strip.currentKey],
      () => void useMessages().attempt(keep),
      { immediate: true },
    )
  }

  return { before, known, learn: (): Promise<void> => (learning ??= ask()), restore, begin }
}

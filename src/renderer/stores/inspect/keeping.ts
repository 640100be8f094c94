import { defineStore } from 'pinia'
import { getCurrentScope, watch } from 'vue'
import { desktop } from '@renderer/api'
import { keepSoon } from '@renderer/async/keep-soon'
import { useMessages } from '../messages'
import { ContentNames, toKept } from './kept'
import { useInspectedModel } from './model'
import { usePreviousSession } from './previous'
import { useStrip } from './strip'

/** Keeps what Inspect shows for the next session: after a reload, or a new start of the app. */
export const useKeeping = defineStore('inspect-keeping', () => {
  const [strip, inspected, previous] = [useStrip(), useInspectedModel(), usePreviousSession()]
  const names = new ContentNames()
  /** Contents that main has. */
  let told: ReadonlySet<string> = new Set()
  const scope = getCurrentScope()
  let begun = false

  async function write(): Promise<void> {
    const { kept, contents } = toKept(
      {
        // Before the models are known there is no current one yet.
        model: inspected.model ?? previous.kept?.model ?? undefined,
        invert: strip.invert,
        pictures: strip.pictures,
        currentKey: strip.currentKey,
      },
      names,
    )
    await desktop().call('inspect.set', {
      kept,
      contents: Object.fromEntries(Object.entries(contents).filter(([name]) => !told.has(name))),
    })
    told = new Set(Object.keys(contents))
  }

  let last = Promise.resolve()
  /** One after the other, so that it is known which contents main has. */
  const keep = keepSoon(() => (last = last.then(write, write)))

  /** From now on what is shown is kept; not before all of the previous session is open again. */
  function begin(): void {
    if (begun) return
    begun = true
    names.learn(previous.contents)
    told = new Set(Object.keys(previous.contents))
    scope?.run(() =>
      watch(
        () => [inspected.model, strip.invert, strip.pictures, strip.currentKey],
        () => void useMessages().attempt(keep),
        { immediate: true },
      ),
    )
  }

  return { begin }
})

import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Contents, KeptInspect } from '@shared/contract/kept'
import { desktop } from '@renderer/api'
import { useMessages } from '../messages'

/** What Inspect showed in the previous session: before a reload, or before the app was closed. */
export const usePreviousSession = defineStore('inspect-previous', () => {
  /** Null at a first launch. */
  const kept = shallowRef<KeptInspect | null>(null)
  const contents = shallowRef<Contents>({})
  /** Whether main has been asked. */
  const known = ref(false)

  async function ask(): Promise<void> {
    const answer = await useMessages().attempt(() => desktop().call('inspect.get', {}))
    if (answer?.kept) {
      kept.value = answer.kept
      contents.value = answer.contents
    }
    known.value = true
  }
  let asked: Promise<void> | undefined

  return { kept, contents, known, learn: (): Promise<void> => (asked ??= ask()) }
})

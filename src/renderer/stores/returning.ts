import { defineStore } from 'pinia'
import { ref } from 'vue'
import { engine } from '@renderer/api'
import { useMessages } from './messages'

type Bring = () => Promise<void>

/**
 * What an engine that has just come has to be told, or asked, before anything else: it may be a new
 * process that knows of nothing.
 */
export const useReturning = defineStore('returning', () => {
  /** Until all is brought back, what is missing from the engine's lists has not gone. */
  const settling = ref(true)
  const bringing: Bring[] = []
  const waiting: (() => void)[] = []
  let came = 0

  async function bringBack(): Promise<void> {
    const mine = ++came
    settling.value = true
    for (const bring of bringing) {
      try {
        await bring()
      } catch (thrown) {
        // Where the engine has gone meanwhile, the next one is told.
        if (mine === came && engine().connected) useMessages().fail(thrown)
      }
      if (mine !== came || !engine().connected) return
    }
    settling.value = false
    for (const begin of waiting) begin()
  }

  /** Begins with the first connection; before `load` of what waits for it. */
  function load(): void {
    engine().onConnected((connected) => {
      if (connected) void bringBack()
      else settling.value = true
    })
    if (engine().connected) void bringBack()
  }

  return {
    settling,
    load,
    /** @param when `first`: before what others bring back, since that may rest on it. */
    bring(what: Bring, when?: 'first'): void {
      if (when === 'first') bringing.unshift(what)
      else bringing.push(what)
    },
    /**
     * Called at once where the engine is there and told already, and whenever another has been
     * told.
     */
    onSettled(begin: () => void): void {
      waiting.push(begin)
      if (engine().connected && !settling.value) begin()
    },
  }
})

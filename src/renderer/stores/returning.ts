import { defineStore } from 'pinia'
import { engine } from '@renderer/api'
import { useArrival } from './arrival'
import { useRevival } from './inspect/revival'
import { useMessages } from './messages'
import { useDraftLook } from './models/draft-look'

/** Tells an engine that has just come what only the window still knows, before anything else. */
export const useReturning = defineStore('returning', () => {
  const [arrival, look, revival] = [useArrival(), useDraftLook(), useRevival()]
  /** In this order: an edited copy may be one of the draft. */
  const steps = [look.bringBack, revival.bringBack]
  let came = 0

  async function bringBack(): Promise<void> {
    const mine = ++came
    arrival.unsettle()
    for (const step of steps) {
      try {
        await step()
      } catch (thrown) {
        // Where the engine has gone meanwhile, the next one is told.
        if (mine === came && engine().connected) useMessages().fail(thrown)
      }
      if (mine !== came || !engine().connected) return
    }
    arrival.settle()
    void revival.bringRest()
  }

  /** Begins with the first connection. */
  function load(): void {
    engine().onConnected((connected) => {
      if (connected) void bringBack()
      else arrival.unsettle()
    })
    if (engine().connected) void bringBack()
  }

  return { load }
})

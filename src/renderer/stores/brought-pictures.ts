import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { PictureSource } from '@shared/contract/inspect'
import { useHandOver } from './hand-over'

type Taker = (sources: readonly PictureSource[]) => void

/** Pictures that the user drops or opens: for the view that asked for them, else for Inspect. */
export const useBroughtPictures = defineStore('brought-pictures', () => {
  const takers = shallowRef<readonly Taker[]>([])

  /** Until the returned function is called, what is brought goes to `taker`. */
  function takeHere(taker: Taker): () => void {
    takers.value = [...takers.value, taker]
    return () => void (takers.value = takers.value.filter((other) => other !== taker))
  }

  function bring(sources: readonly PictureSource[]): void {
    const taker = takers.value.at(-1)
    if (taker) taker(sources)
    else useHandOver().leave('pictures', { sources })
  }

  return { takeHere, bring }
})

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Something with an animation that Space plays and pauses. */
export interface Playable {
  toggle(): void
  step(by: number): void
}

/** The experiment on the screen that plays, if it does; it puts itself here while it is mounted. */
export const usePlayer = defineStore('player', () => ({ target: shallowRef<Playable>() }))

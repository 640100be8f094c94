import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which of the frame's dialogs is open. */
export const useFrameState = defineStore('frame', () => ({
  palette: ref(false),
  help: ref(false),
  settings: ref(false),
  trash: ref(false),
}))

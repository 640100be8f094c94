import { createGlobalState } from '@vueuse/core'
import { ref } from 'vue'

/** Which of the frame's dialogs is open. */
export const useFrameState = createGlobalState(() => ({
  palette: ref(false),
  help: ref(false),
  settings: ref(false),
}))

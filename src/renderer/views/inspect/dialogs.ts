import { createGlobalState } from '@vueuse/core'
import { ref } from 'vue'

/** Which of the view's dialogs is open; commands open them too. */
export const useInspectDialogs = createGlobalState(() => ({
  browser: ref(false),
  enlarged: ref(false),
}))

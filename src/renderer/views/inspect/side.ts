import { createGlobalState } from '@vueuse/core'
import { ref } from 'vue'

export type SideTab = 'unit' | 'moves' | 'weights'

/** Which tab of the inspector is shown; commands change it too. */
export const useSide = createGlobalState(() => ({ tab: ref<SideTab>('unit') }))

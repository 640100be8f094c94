import { defineStore } from 'pinia'
import { ref } from 'vue'

export const SIDE_TABS = ['unit', 'moves', 'weights'] as const
export type SideTab = (typeof SIDE_TABS)[number]

/** What may be asked of a unit, a map or a class. */
export const TOOLS = [
  'strongest',
  'ascent',
  'gradient',
  'gradientInput',
  'smoothGrad',
  'gradCam',
  'occlusion',
] as const
export type Tool = (typeof TOOLS)[number]

/** Which tab and which of the view's dialogs is open; commands open them too. */
export const useInspectState = defineStore('inspect-view', () => ({
  tab: ref<SideTab>('unit'),
  /** What is asked in "What moves it". */
  tool: ref<Tool>('strongest'),
  browser: ref(false),
  enlarged: ref(false),
}))

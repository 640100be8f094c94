import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What is drawn over the picture, and which drawings stand beside it. */
export const usePictureOptions = defineStore('picture-options', () => ({
  theoretical: ref(true),
  allUnits: ref(false),
  radii: ref(true),
  /** Above 1 lifts what is dim in the heat. */
  gamma: ref(1.6),
  /** Which drawing of the cone is shown. */
  cone: ref<'maps' | 'space'>('maps'),
  /** What stands below: all layers, or all epochs. */
  below: ref<'layers' | 'epochs'>('layers'),
}))

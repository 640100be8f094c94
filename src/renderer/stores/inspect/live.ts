import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { engine } from '@renderer/api'
import { useWorkbench } from '../workbench'
import { useForward } from './forward'
import { useInspectedModel } from './model'

/** Follows a training's new weights, as far as somebody sees it. */
export const useLiveWeights = defineStore('inspect-live', () => {
  const [inspected, forward, workbench] = [useInspectedModel(), useForward(), useWorkbench()]
  /** Whether the run has weights that have not been shown. */
  let behind = false

  /** What nobody sees costs the training nothing; it is made up for when Inspect is seen again. */
  function catchUp(): void {
    if (!behind || document.hidden || !['inspect', 'fields'].includes(workbench.view)) return
    behind = false
    forward.follow()
  }

  engine().on('run.weights', ({ run }) => {
    if (inspected.model !== `run:${run}`) return
    behind = true
    catchUp()
  })
  useEventListener(document, 'visibilitychange', catchUp)
  watch(() => workbench.view, catchUp)

  return {}
})

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { TensorData } from '@shared/contract/common'
import { drawnPixels, type Sketch } from './sketch-state'
import { useStrip } from './strip'

export type SketchTool = 'paint' | 'transform'

/** The present picture where it is a drawing, and what it is drawn with. */
export const useDrawing = defineStore('inspect-drawing', () => {
  const strip = useStrip()
  const tool = ref<SketchTool>('paint')
  /** Diameter in pixels, and what the brush leaves, 0…255. */
  const brush = ref({ size: 2.5, value: 255, erase: false })
  const sketch = computed((): Sketch | undefined => {
    const { source, drawn } = strip.current ?? {}
    if (!drawn || source?.kind !== 'pixels') return undefined
    const { height, width, channels } = source
    return { size: { height, width, channels }, state: drawn.state }
  })
  const pixels = computed(() => sketch.value && drawnPixels(sketch.value))
  /** The picture as the network's input, 0…1, without waiting for the engine. */
  const input = computed<TensorData | undefined>(() => {
    const [now, data] = [sketch.value, pixels.value]
    if (!now || !data) return undefined
    const { height, width, channels } = now.size
    return {
      shape: [height, width, channels],
      data: Float32Array.from(data, (value) => value / 255),
    }
  })

  return { tool, brush, sketch, pixels, input }
})

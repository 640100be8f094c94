import { interpolateViridis } from 'd3-scale-chromatic'
import { defineStore, storeToRefs } from 'pinia'
import { computed } from 'vue'
import { elements } from '@shared/layers/definition'
import type { ExaminedLayer } from '@shared/model/examine'
import type { Theme } from '@renderer/visualisations/colour/tables'
import { useModelDocument } from './document/store'
import { useSetup, type Metric } from './setup'

/** Bytes of a layer's output for one picture, float32. */
export const activationBytes = ({ outputShape }: ExaminedLayer): number => 4 * elements(outputShape)

function valueOf(layer: ExaminedLayer, metric: Metric): number {
  switch (metric) {
    case 'none':
      return 0
    case 'parameters':
      return layer.summary.parameters
    case 'macs':
      return layer.summary.macs
    case 'activations':
      return activationBytes(layer)
    case 'field': {
      const [height, width] = layer.summary.receptiveField?.size ?? [0, 0]
      return Math.max(height, width)
    }
  }
}

/**
 * Each layer's share of the chosen metric: of the whole for what adds up, of the picture for the
 * field. Worked out once for all that show it.
 */
export const useShares = defineStore('shares', () => {
  const store = useModelDocument()
  const { metric } = storeToRefs(useSetup())
  const shares = computed(() => {
    const { layers, draft } = store.examination
    const values = layers.map((layer) => valueOf(layer, metric.value))
    const whole =
      metric.value === 'field'
        ? Math.max(draft.input.height, draft.input.width, 1)
        : values.reduce((sum, value) => sum + value, 0)
    return new Map(
      layers.map((layer, index) => [
        layer.index,
        whole > 0 ? Math.min(1, (values[index] ?? 0) / whole) : 0,
      ]),
    )
  })
  return { shares }
})

const largest = new WeakMap<ReadonlyMap<number, number>, number>()

/** The largest of all shares: what gets the full length and colour. */
export function mostOf(shares: ReadonlyMap<number, number>): number {
  const most = largest.get(shares) ?? Math.max(...shares.values(), 1e-9)
  largest.set(shares, most)
  return most
}

/** Steps of a bar: what changes by less than one needs no new drawing. */
const STEPS = 200

/**
 * A share against the largest, so that small networks and large ones are both readable; never 0
 * where there is a share.
 */
export const relative = (shares: ReadonlyMap<number, number>, index: number): number =>
  Math.ceil(((shares.get(index) ?? 0) / mostOf(shares)) * STEPS) / STEPS

/**
 * The part of viridis that stands out from the ground: its dark end vanishes on a dark one, its
 * yellow on a white one.
 */
const ENDS = { light: [0, 0.88], dark: [0.38, 1] } as const

/** The colour of a relative share. */
export function colourOf(relativeShare: number, theme: Theme): string {
  const [from, to] = ENDS[theme]
  return interpolateViridis(from + relativeShare * (to - from))
}

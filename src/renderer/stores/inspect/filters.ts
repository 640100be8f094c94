import { defineStore } from 'pinia'
import { shallowReactive, watch } from 'vue'
import type { TensorData } from '@shared/contract/common'
import { engine } from '@renderer/api'
import { useMessages } from '../messages'
import { useInspectedModel } from './model'
import { usePass } from './pass'

/** Exact weights of convolutions of the model in its present step, by layer. */
export const useFilters = defineStore('inspect-filters', () => {
  const [inspected, passes] = [useInspectedModel(), usePass()]
  const filters = shallowReactive(new Map<string, TensorData>())

  /** Brings a convolution's filters; they are dropped when the weights change. */
  async function load(layer: string): Promise<void> {
    const { model } = inspected
    if (!model || filters.has(layer)) return
    const tensor = await useMessages().attempt(
      () => engine().call('inspect.filters', { model, layer }),
      layer,
    )
    if (tensor && inspected.model === model) filters.set(layer, tensor)
  }

  watch(
    () => [inspected.model, inspected.weights, passes.pass?.step],
    () => filters.clear(),
    { flush: 'sync' },
  )

  return { filters, load }
})

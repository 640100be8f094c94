import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { OptimizerKind } from '@shared/recipe/optimizers'
import type { Rates } from './rates'

/** What layers and links may be coloured by. */
export const METRICS = ['none', 'parameters', 'macs', 'activations', 'field'] as const
export type Metric = (typeof METRICS)[number]
export const TABS = ['table', 'json', 'checks', 'compare'] as const
export type Tab = (typeof TABS)[number]

/** What the builder reckons with and shows, beside the network itself; it outlives the view. */
export const useSetup = defineStore('builder-setup', () => ({
  dataset: ref('fashion-mnist'),
  batchSize: ref(256),
  optimizer: ref<OptimizerKind>('sgd'),
  metric: ref<Metric>('parameters'),
  tab: ref<Tab>('table'),
  /** New layers start a path of their own. */
  branch: ref(false),
  /** Whether the dialog for a shared network is open. */
  pasting: ref(false),
  /** As last measured here. */
  rates: useLocalStorage<Rates>('builder-rates', {}),
}))

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { FieldSource, FieldTargetInput } from '@shared/contract/fields'
import { INPUT_ID } from '@shared/model/spec'
import { useStrip } from '../inspect/strip'
import { useFields } from './fields'

/** What the effective field is averaged over. */
export type SourceKind = FieldSource['kind']

/** Pictures of a data set, and draws of random weights, that a field is averaged over. */
const PICTURES = 64
const DRAWS = 16

/** What is measured: whose field, and averaged over what. */
export const useFieldQuestion = defineStore('field-question', () => {
  const [fields, strip] = [useFields(), useStrip()]
  const sourceKind = ref<SourceKind>('picture')
  const seed = ref(0)
  const dataset = ref('')
  const picture = computed(() => strip.current?.picture.id)

  const target = computed((): FieldTargetInput | undefined => {
    const at = fields.origin
    if (!at || at.layer === INPUT_ID || fields.direction === 'up') return undefined
    return { layer: at.layer, unit: at.unit, of: fields.of }
  })
  const source = computed((): FieldSource | undefined => {
    switch (sourceKind.value) {
      case 'picture':
        return picture.value === undefined
          ? undefined
          : { kind: 'picture', picture: picture.value, invert: strip.invert }
      case 'dataset':
        return dataset.value === ''
          ? undefined
          : { kind: 'dataset', dataset: dataset.value, count: PICTURES, seed: seed.value }
      default:
        return { kind: 'random', seed: seed.value, draws: DRAWS }
    }
  })

  return { sourceKind, seed, dataset, picture, target, source }
})

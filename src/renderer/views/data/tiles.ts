import { computed } from 'vue'
import type { ExamplePlace } from '@shared/contract/dataset-check'
import type { DatasetInfo } from '@shared/contract/datasets'
import { NONE_ASIDE } from '@shared/recipe/set-aside'
import { placesOf } from '@shared/contract/findings'
import { useAsideSteps } from './aside-steps'

/** What there is to say of the pictures of a data set, and setting one aside. */
export function useTiles(info: () => DatasetInfo) {
  const steps = useAsideSteps()
  const aside = computed(() => {
    const { train, test } = info().setAside ?? NONE_ASIDE
    return { train: new Set(train), test: new Set(test) }
  })
  const isAside = ({ split, index }: ExamplePlace): boolean => aside.value[split].has(index)

  return {
    nameOf: ({ label }: ExamplePlace): string => info().classes[label] ?? String(label),
    isAside,
    toggle(place: ExamplePlace): void {
      const places = placesOf([place])
      void (isAside(place) ? steps.putBack(info(), places) : steps.setAside(info(), places))
    },
  }
}

import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { DatasetInfo } from '@shared/contract/datasets'
import { isUsable, useDatasets } from '@renderer/stores/datasets'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { suitingDataset } from '../random'

/** Data sets whose pictures the model takes as they are, and the one that is chosen. */
export function useFittingDatasets(): {
  readonly fitting: ComputedRef<readonly DatasetInfo[]>
  readonly chosen: Ref<string | undefined>
} {
  const [datasets, inspected] = [useDatasets(), useInspectedModel()]
  const picked = ref<string>()
  const fitting = computed(() =>
    datasets.datasets.filter(
      (info) =>
        isUsable(info) &&
        [info.height, info.width, info.channels].join() === inspected.entry?.inputShape.join(),
    ),
  )
  const chosen = computed({
    get: () =>
      (
        fitting.value.find(({ id }) => id === picked.value) ??
        fitting.value.find(({ id }) => id === suitingDataset()?.id) ??
        fitting.value[0]
      )?.id,
    set: (id) => (picked.value = id),
  })
  return { fitting, chosen }
}

import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Picture } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { useDatasets } from '@renderer/stores/datasets'
import { useTimeMachine } from '@renderer/stores/runs/time-machine'

export interface PinnedPicture {
  /** Place in the test set. */
  readonly index: Ref<number>
  readonly last: ComputedRef<number>
  readonly picture: Ref<Picture | undefined>
  readonly error: Ref<AppError | undefined>
}

/** The test picture that all moments are shown. It stays open while time goes on. */
export function usePinnedPicture(): PinnedPicture {
  const time = useTimeMachine()
  const datasets = useDatasets()
  const index = ref(0)
  const picture = shallowRef<Picture>()
  const error = shallowRef<AppError>()
  const dataset = computed(() => time.run?.recipe.dataset)
  const last = computed(() => Math.max(0, (datasets.find(dataset.value ?? '')?.test ?? 1) - 1))

  async function open(): Promise<void> {
    const [of, at] = [dataset.value, index.value]
    if (of === undefined || !Number.isInteger(at) || at < 0) return
    const source = { kind: 'dataset' as const, dataset: of, split: 'test' as const, index: at }
    try {
      const opened = await engine().call('pictures.open', { source })
      if (dataset.value !== of || index.value !== at) return
      picture.value = opened
      error.value = undefined
    } catch (thrown) {
      error.value = AppError.from(thrown)
    }
  }
  watch([dataset, index], () => void open(), { immediate: true })
  return { index, last, picture, error }
}

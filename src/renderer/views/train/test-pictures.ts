import { computed, ref, shallowRef, watch } from 'vue'
import type { DatasetImages } from '@shared/contract/datasets'
import { engine } from '@renderer/api'
import { errorText } from '@renderer/i18n/error-text'

/**
 * The test pictures of a list, fetched together. More may be wanted than have come.
 * @param shown those wanted, by their positions in the test part
 */
export function useTestPictures(
  dataset: () => string | undefined,
  shown: () => readonly { readonly index: number }[],
) {
  const images = shallowRef<DatasetImages>()
  const problem = ref<string>()

  watch(
    shown,
    async (list) => {
      const id = dataset()
      if (list.length === 0 || id === undefined) return
      problem.value = undefined
      try {
        const indices = list.map(({ index }) => index)
        const fetched = await engine().call('datasets.images', {
          ...{ dataset: id, split: 'test', indices },
        })
        if (shown() === list) images.value = fetched
      } catch (error) {
        problem.value = errorText(error)
      }
    },
    { immediate: true },
  )

  const length = computed(() =>
    images.value ? images.value.height * images.value.width * images.value.channels : 0,
  )
  const isFetched = (place: number): boolean =>
    (place + 1) * length.value <= (images.value?.pixels.length ?? 0)
  const pixelsOf = (place: number): Uint8Array =>
    (images.value?.pixels ?? new Uint8Array()).subarray(
      place * length.value,
      (place + 1) * length.value,
    )
  return { images, problem, isFetched, pixelsOf }
}

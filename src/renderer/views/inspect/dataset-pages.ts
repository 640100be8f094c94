import { ref, shallowRef } from 'vue'
import type { SplitName } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'

/** A picture of a data set with its own pixels. */
export interface DatasetPicture {
  readonly index: number
  readonly label: number
  readonly pixels: Uint8Array
}

export interface PageRequest {
  readonly dataset: string
  readonly split: SplitName
  /** Pictures in this part of the set. */
  readonly count: number
  /** Only this class, or undefined for all. */
  readonly label: number | undefined
  readonly from: number
}

export const PAGE = 60
/** Pictures fetched at a time while one class is looked for. */
const CHUNK = 512

/**
 * Pages of a data set, forwards from an index; a class is found by looking through the pictures in
 * order.
 */
export function createDatasetPages() {
  const pictures = shallowRef<readonly DatasetPicture[]>([])
  const size = shallowRef({ height: 0, width: 0, channels: 1 })
  /** Index after the last one that has been looked at; the next page begins there. */
  const next = ref(0)
  const busy = ref(false)
  const error = shallowRef<AppError>()
  let asked = 0

  async function chunk(
    { dataset, split, count, label }: PageRequest,
    from: number,
    most: number,
  ): Promise<DatasetPicture[]> {
    const indices = Array.from({ length: Math.min(most, count - from) }, (_, i) => from + i)
    const { height, width, channels, pixels, labels } = await engine().call('datasets.images', {
      dataset,
      split,
      indices,
    })
    size.value = { height, width, channels }
    const bytes = height * width * channels
    return indices
      .map((index, i) => ({
        index,
        label: labels[i] ?? -1,
        pixels: pixels.subarray(i * bytes, (i + 1) * bytes),
      }))
      .filter((picture) => label === undefined || picture.label === label)
  }

  async function load(request: PageRequest): Promise<void> {
    const mine = ++asked
    busy.value = true
    error.value = undefined
    const found: DatasetPicture[] = []
    let at = request.from
    try {
      while (at < request.count && found.length < PAGE && mine === asked) {
        const most = request.label === undefined ? PAGE : CHUNK
        found.push(...(await chunk(request, at, most)))
        at = Math.min(request.count, at + most)
      }
      if (mine !== asked) return
      pictures.value = found.slice(0, PAGE)
      const last = found[PAGE - 1]
      next.value = found.length > PAGE && last ? last.index + 1 : at
    } catch (thrown) {
      if (mine !== asked) return
      pictures.value = []
      error.value = AppError.from(thrown)
    } finally {
      if (mine === asked) busy.value = false
    }
  }

  return { pictures, size, next, busy, error, load }
}

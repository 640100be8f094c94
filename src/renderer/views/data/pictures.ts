import { onScopeDispose, shallowReactive } from 'vue'
import type { DatasetInfo, SplitName } from '@shared/contract/datasets'
import { engine } from '@renderer/api'

/** Bytes of one answer, and bytes that are kept. */
const ANSWER_BYTES = 8 * 1024 ** 2
const KEPT_BYTES = 96 * 1024 ** 2
const MOST_A_CALL = 256
/** Wishes that come together are one question. */
const GATHER_MS = 20

/**
 * Pictures of a data set as they are asked for one by one; wishes that come together are fetched
 * together, the newest first, and the oldest pictures are forgotten.
 * @param info of the set, which stays the same
 * @param onError told of what goes wrong
 */
export function createPictures(info: () => DatasetInfo, onError: (error: unknown) => void) {
  const { id: dataset, height, width, channels } = info()
  const bytes = Math.max(1, height * width * channels)
  const most = Math.max(64, Math.floor(KEPT_BYTES / bytes))
  const aCall = Math.max(1, Math.min(MOST_A_CALL, Math.floor(ANSWER_BYTES / bytes)))
  const known = shallowReactive(new Map<string, Uint8Array>())
  const wanted = { train: new Set<number>(), test: new Set<number>() }
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let isBusy = false

  const keyOf = (split: SplitName, index: number): string => `${split} ${index}`

  async function fetchSome(split: SplitName): Promise<void> {
    const indices = [...wanted[split]].slice(-aCall)
    if (indices.length === 0) return
    const { pixels } = await engine().call('datasets.images', { dataset, split, indices })
    if (isOver) return
    for (const [i, index] of indices.entries()) {
      wanted[split].delete(index)
      known.set(keyOf(split, index), pixels.slice(i * bytes, (i + 1) * bytes))
    }
    for (const key of [...known.keys()].slice(0, Math.max(0, known.size - most))) known.delete(key)
  }

  async function work(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      while (!isOver && wanted.train.size + wanted.test.size > 0) {
        await fetchSome('train')
        await fetchSome('test')
      }
    } catch (error) {
      wanted.train.clear()
      wanted.test.clear()
      onError(error)
    } finally {
      isBusy = false
    }
  }

  /** Tiles that show a picture: one may be made before another of the same picture goes. */
  const holders = new Map<string, number>()
  const hold = (split: SplitName, index: number, more: 1 | -1): number => {
    const count = (holders.get(keyOf(split, index)) ?? 0) + more
    if (count > 0) holders.set(keyOf(split, index), count)
    else holders.delete(keyOf(split, index))
    return count
  }

  function want(split: SplitName, index: number): void {
    hold(split, index, 1)
    if (known.has(keyOf(split, index))) return
    wanted[split].add(index)
    timer ??= setTimeout(() => {
      timer = undefined
      void work()
    }, GATHER_MS)
  }
  /** What was scrolled past before it came is not fetched. */
  function leave(split: SplitName, index: number): void {
    if (hold(split, index, -1) <= 0) wanted[split].delete(index)
  }

  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })

  return {
    size: { height, width, channels },
    of: (split: SplitName, index: number): Uint8Array | undefined => known.get(keyOf(split, index)),
    want,
    leave,
  }
}
export type Pictures = ReturnType<typeof createPictures>

import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Chosen } from '@shared/contract/desktop'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { AppError, phrase } from '@shared/errors'
import { desktop, engine } from '@renderer/api'
import { useMessages } from '../messages'
import { useStrip, type OpenPicture, type PictureToOpen } from './strip'

export type NamedPicture = PictureToOpen & { readonly name: string }

const openNow = (source: PictureSource, signal?: AbortSignal): Promise<Picture> =>
  engine().call('pictures.open', { source }, signal ? { signal } : {})

/** Opening pictures by the engine, new ones and those of the previous session. */
export const useOpening = defineStore('inspect-opening', () => {
  const strip = useStrip()
  /** How many are being opened right now. */
  const count = ref(0)
  /** Pictures of the previous session, not yet opened: the one that was looked at comes first. */
  let awaited: readonly (NamedPicture & { readonly key: number })[] = []
  let shownBefore: number | undefined
  let abort = new AbortController()
  let nextKey = 1

  /** @throws AppError of the engine */
  async function openAs(key: number, wanted: PictureToOpen): Promise<void> {
    const { source, name, drawn } = wanted
    count.value += 1
    try {
      strip.add({ key, source, name, drawn, picture: await openNow(source, abort.signal) })
    } finally {
      count.value -= 1
    }
  }

  /**
   * Opens pictures one after the other and shows the first; each that can't be opened has a message
   * of its own.
   */
  async function open(wanted: readonly PictureToOpen[]): Promise<void> {
    let first = true
    const { signal } = abort
    for (const item of wanted) {
      if (signal.aborted) return
      try {
        const key = nextKey++
        await openAs(key, item)
        if (first) strip.show(key)
        first = false
      } catch (thrown) {
        useMessages().fail(thrown, item.name)
      }
    }
  }

  const openTokens = (chosen: readonly Chosen[]): Promise<void> =>
    open(chosen.map(({ token, name }) => ({ name, source: { kind: 'token', token } })))

  async function openByDialog(): Promise<void> {
    const chosen = await useMessages().attempt(() => desktop().call('dialog.pictures', {}))
    if (chosen) await openTokens(chosen)
  }

  /**
   * Takes up the pictures that the previous session had open; `restore` opens them, in their order
   * whenever they come.
   * @param place of the one that is to be shown, if one of them is
   */
  function expect(before: readonly NamedPicture[], place: number | undefined): void {
    const keyed = before.map((item) => ({ ...item, key: nextKey++ }))
    const current = place === undefined ? undefined : keyed[place]
    shownBefore = current?.key
    awaited = current ? [current, ...keyed.filter((item) => item !== current)] : keyed
  }

  async function restoreAll(): Promise<readonly string[]> {
    const gone: string[] = []
    const { signal } = abort
    for (let [next] = awaited; next; [next] = awaited) {
      try {
        await openAs(next.key, next)
        if (next.key === shownBefore) strip.show(next.key)
      } catch (thrown) {
        if (AppError.from(thrown).code === 'engine-unavailable') return gone
        if (signal.aborted) awaited = []
        else gone.push(next.name)
      }
      awaited = awaited.slice(1)
    }
    if (!strip.current) strip.currentKey = strip.pictures[0]?.key
    return gone
  }

  let restored: Promise<readonly string[]> = Promise.resolve([])
  /**
   * Opens what is awaited; what an engine that ends leaves is opened at the next call.
   * @returns names of those that could not be opened any more
   */
  const restore = (): Promise<readonly string[]> => (restored = restored.then(restoreAll))

  /** Gives up what is being opened; a large picture takes seconds. */
  function cancel(): void {
    abort.abort()
    abort = new AbortController()
  }

  /** Opens a picture again that the engine no longer knows. @throws AppError of the engine. */
  async function reopen(key: number): Promise<OpenPicture> {
    const known = strip.find(key)
    if (!known) throw new AppError('not-found', phrase`This picture has been closed.`)
    const fresh = { ...known, picture: await openNow(known.source) }
    strip.change(key, () => fresh)
    return fresh
  }

  return {
    ...{ count, open, openTokens, openByDialog, cancel, reopen },
    ...{ expect, restore, isComplete: (): boolean => awaited.length === 0 },
  }
})

import { computed, ref, shallowRef } from 'vue'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { AppError, phrase } from '@shared/errors'
import { toRgba } from '@shared/math/picture/rgba'
import { engine } from '@renderer/api'
import { useMessages } from '../messages'
import type { SketchState } from './sketch-state'

/** How a drawing came to its pixels. */
export interface Drawn {
  /** As it was opened. */
  readonly first: SketchState
  readonly state: SketchState
}

/** Something to open; the name heads the message if it can't be. */
export interface PictureToOpen {
  readonly source: PictureSource
  readonly name?: string
  /** Of pixels that can be drawn on. */
  readonly drawn?: Drawn
}

/**
 * A picture of the strip. The engine's own id changes when the engine starts anew; the key does
 * not.
 */
export interface OpenPicture extends PictureToOpen {
  readonly key: number
  readonly picture: Picture
}

type Awaited = PictureToOpen & { readonly key: number; readonly name: string }

const open = (source: PictureSource, signal?: AbortSignal): Promise<Picture> =>
  engine().call('pictures.open', { source }, signal ? { signal } : {})

/** The open pictures and which of them is looked at. */
export function createPictures() {
  const pictures = shallowRef<readonly OpenPicture[]>([])
  const currentKey = ref<number>()
  /** How many are being opened right now. */
  const opening = ref(0)
  /** Pictures of the window before, not yet opened: the one that it looked at comes first. */
  let awaited: readonly Awaited[] = []
  let shownBefore: number | undefined
  let abort = new AbortController()
  let nextKey = 1

  const current = computed(() => pictures.value.find(({ key }) => key === currentKey.value))

  /** @throws AppError of the engine */
  async function openAs(key: number, { source, name, drawn }: PictureToOpen): Promise<OpenPicture> {
    opening.value += 1
    try {
      const opened = { key, source, name, drawn, picture: await open(source, abort.signal) }
      // By their keys, since pictures of the window before may come after newer ones.
      pictures.value = [...pictures.value, opened].sort((a, b) => a.key - b.key)
      return opened
    } finally {
      opening.value -= 1
    }
  }

  /**
   * Opens pictures one after the other and shows the first; each that can't be opened has a message
   * of its own.
   */
  async function openAll(wanted: readonly PictureToOpen[]): Promise<void> {
    let first = true
    const { signal } = abort
    for (const item of wanted) {
      if (signal.aborted) return
      try {
        const { key } = await openAs(nextKey++, item)
        if (first) currentKey.value = key
        first = false
      } catch (thrown) {
        useMessages().fail(thrown, item.name)
      }
    }
  }

  /**
   * Takes up the pictures that the window before this one had open; `restore` opens them, in their
   * order whenever they come.
   * @param place of the one that is to be shown, if one of them is
   */
  function expect(
    before: readonly (PictureToOpen & { readonly name: string })[],
    place: number | undefined,
  ): void {
    const keyed = before.map((item) => ({ ...item, key: nextKey++ }))
    const inHand = place === undefined ? undefined : keyed[place]
    shownBefore = inHand?.key
    awaited = inHand ? [inHand, ...keyed.filter((item) => item !== inHand)] : keyed
  }

  async function restoreAll(): Promise<readonly string[]> {
    const gone: string[] = []
    const { signal } = abort
    for (let [next] = awaited; next; [next] = awaited) {
      try {
        const { key } = await openAs(next.key, next)
        if (key === shownBefore) currentKey.value = key
      } catch (thrown) {
        if (AppError.from(thrown).code === 'engine-unavailable') return gone
        if (signal.aborted) awaited = []
        else gone.push(next.name)
      }
      awaited = awaited.slice(1)
    }
    if (!current.value) currentKey.value = pictures.value[0]?.key
    return gone
  }

  let restored: Promise<readonly string[]> = Promise.resolve([])
  /**
   * Opens what is awaited; what an engine that ends leaves is opened at the next call.
   * @returns names of those that could not be opened any more
   */
  const restore = (): Promise<readonly string[]> => (restored = restored.then(restoreAll))

  /** Gives up what is being opened; a large picture takes seconds. */
  function cancelOpening(): void {
    abort.abort()
    abort = new AbortController()
  }

  function show(key: number): void {
    if (pictures.value.some((picture) => picture.key === key)) currentKey.value = key
  }

  /** Takes a picture off the strip; its right neighbour, or else its left one, is shown instead. */
  function close(key: number): void {
    const index = pictures.value.findIndex((picture) => picture.key === key)
    if (index < 0) return
    pictures.value = pictures.value.filter((picture) => picture.key !== key)
    if (currentKey.value === key)
      currentKey.value = (pictures.value[index] ?? pictures.value[index - 1])?.key
  }

  /** Opens a picture again that the engine no longer knows. @throws AppError of the engine. */
  async function reopen(key: number): Promise<OpenPicture> {
    const known = pictures.value.find((picture) => picture.key === key)
    if (!known) throw new AppError('not-found', phrase`This picture has been closed.`)
    const fresh = { ...known, picture: await open(known.source) }
    pictures.value = pictures.value.map((picture) => (picture.key === key ? fresh : picture))
    return fresh
  }

  /** Gives a drawn picture another state, here; the engine gets its pixels with the next pass. */
  function redraw(key: number, state: SketchState, pixels: Uint8Array): void {
    pictures.value = pictures.value.map((open) => {
      if (open.key !== key || open.source.kind !== 'pixels') return open
      const { height, width, channels } = open.source
      const rgba = new Uint8Array(toRgba(pixels, channels).buffer)
      const drawn = { first: open.drawn?.first ?? state, state }
      return {
        ...open,
        drawn,
        source: { ...open.source, pixels },
        picture: { ...open.picture, preview: { height, width, rgba } },
      }
    })
  }

  return {
    pictures,
    current,
    currentKey,
    opening,
    complete: (): boolean => awaited.length === 0,
    openAll,
    expect,
    restore,
    cancelOpening,
    show,
    close,
    reopen,
    redraw,
  }
}

export type Pictures = ReturnType<typeof createPictures>

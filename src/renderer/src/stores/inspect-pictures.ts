import { computed, ref, shallowRef } from 'vue'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { toRgba } from '@shared/math/picture/rgba'
import { engine } from '@renderer/api'
import { useMessages } from './messages'

/** A picture of the strip. The engine's own id changes when the engine starts anew; the key does not. */
export interface OpenPicture {
  readonly key: number
  readonly source: PictureSource
  readonly picture: Picture
}

/** Something to open; the name heads the message if it can't be. */
export interface PictureToOpen {
  readonly source: PictureSource
  readonly name?: string
}

const open = (source: PictureSource, signal?: AbortSignal): Promise<Picture> => engine().call('pictures.open', { source }, signal ? { signal } : {})

/** The open pictures and which of them is looked at. */
export function createPictures() {
  const pictures = shallowRef<readonly OpenPicture[]>([])
  const currentKey = ref<number>()
  /** How many are being opened right now. */
  const opening = ref(0)
  let abort = new AbortController()
  let nextKey = 1

  const current = computed(() => pictures.value.find(({ key }) => key === currentKey.value))

  async function openOne({ source, name }: PictureToOpen): Promise<OpenPicture | undefined> {
    opening.value += 1
    try {
      const opened = { key: nextKey++, source, picture: await open(source, abort.signal) }
      pictures.value = [...pictures.value, opened]
      return opened
    } catch (thrown) {
      useMessages().fail(thrown, name)
      return undefined
    } finally {
      opening.value -= 1
    }
  }

  /** Opens pictures one after the other and shows the first; each that can't be opened has a message of its own. */
  async function openAll(wanted: readonly PictureToOpen[]): Promise<void> {
    let first = true
    const { signal } = abort
    for (const item of wanted) {
      if (signal.aborted) return
      const opened = await openOne(item)
      if (opened && first) {
        currentKey.value = opened.key
        first = false
      }
    }
  }

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
    if (currentKey.value === key) currentKey.value = (pictures.value[index] ?? pictures.value[index - 1])?.key
  }

  /** Opens a picture again that the engine no longer knows. @throws AppError of the engine. */
  async function reopen(key: number): Promise<OpenPicture> {
    const known = pictures.value.find((picture) => picture.key === key)
    if (!known) throw new AppError('not-found', 'This picture has been closed.')
    const fresh = { ...known, picture: await open(known.source) }
    pictures.value = pictures.value.map((picture) => (picture.key === key ? fresh : picture))
    return fresh
  }

  /** Gives a drawn picture other pixels, here; the engine gets them with the next pass. */
  function redraw(key: number, pixels: Uint8Array): void {
    pictures.value = pictures.value.map((open) => {
      if (open.key !== key || open.source.kind !== 'pixels') return open
      const { height, width, channels } = open.source
      const rgba = new Uint8Array(toRgba(pixels, channels).buffer)
      return { ...open, source: { ...open.source, pixels }, picture: { ...open.picture, preview: { height, width, rgba } } }
    })
  }

  return { pictures, current, currentKey, opening, openAll, cancelOpening, show, close, reopen, redraw }
}
export type Pictures = ReturnType<typeof createPictures>

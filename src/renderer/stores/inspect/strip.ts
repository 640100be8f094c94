import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { toRgba } from '@shared/math/picture/rgba'
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

/** The open pictures, which of them is looked at, and whether it is inverted. */
export const useStrip = defineStore('inspect-strip', () => {
  const pictures = shallowRef<readonly OpenPicture[]>([])
  const currentKey = ref<number>()
  const invert = ref(false)
  const find = (key: number | undefined): OpenPicture | undefined =>
    pictures.value.find((picture) => picture.key === key)
  const current = computed(() => find(currentKey.value))

  /** Puts a picture in its place by its key, since older ones may come after newer ones. */
  function add(opened: OpenPicture): void {
    pictures.value = [...pictures.value, opened].sort((a, b) => a.key - b.key)
  }

  function change(key: number, make: (picture: OpenPicture) => OpenPicture): void {
    pictures.value = pictures.value.map((picture) =>
      picture.key === key ? make(picture) : picture,
    )
  }

  function show(key: number): void {
    if (find(key)) currentKey.value = key
  }

  /** Shows the picture so many places further on, round and round. */
  function showNext(by: number): void {
    const { length } = pictures.value
    const index = pictures.value.findIndex(({ key }) => key === currentKey.value)
    const next = pictures.value[(index + by + length) % length]
    if (next) show(next.key)
  }

  /** Takes a picture off; its right neighbour, or else its left one, is shown instead. */
  function close(key: number): void {
    const index = pictures.value.findIndex((picture) => picture.key === key)
    if (index < 0) return
    pictures.value = pictures.value.filter((picture) => picture.key !== key)
    if (currentKey.value === key)
      currentKey.value = (pictures.value[index] ?? pictures.value[index - 1])?.key
  }

  /** Gives a drawn picture another state, here; the engine gets its pixels with the next pass. */
  function redraw(key: number, state: SketchState, pixels: Uint8Array): void {
    change(key, (open) => {
      if (open.source.kind !== 'pixels') return open
      const { height, width, channels } = open.source
      const rgba = new Uint8Array(toRgba(pixels, channels).buffer)
      return {
        ...open,
        drawn: { first: open.drawn?.first ?? state, state },
        source: { ...open.source, pixels },
        picture: { ...open.picture, preview: { height, width, rgba } },
      }
    })
  }

  return {
    ...{ pictures, currentKey, current, invert },
    ...{ find, add, change, show, showNext, close, redraw },
  }
})

/** A colour as ImageData holds it: one little-endian RGBA word (0xAABBGGRR). */
export type ColourWord = number

/** An opaque colour. @param red 0…255, as green and blue */
export const colourWord = (red: number, green: number, blue: number): ColourWord =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0

/** Red, green and blue, 0…255. */
export const channelsOf = (word: ColourWord): readonly [number, number, number] => [
  word & 255,
  (word >>> 8) & 255,
  (word >>> 16) & 255,
]

/** Brightness of a colour, 0…255, as the eye has it. Source: Rec. 601. */
export function luma(word: ColourWord): number {
  const [red, green, blue] = channelsOf(word)
  return 0.299 * red + 0.587 * green + 0.114 * blue
}

/** Whether dark text is read better on this colour. */
export const isLight = (word: ColourWord): boolean => luma(word) > 140

/** A colour as CSS writes it. */
export const cssOf = (word: ColourWord): string => `rgb(${channelsOf(word).join(' ')})`

/**
 * One colour over another.
 * @param share how much of what lies below is covered, 0…1
 * @param light how bright what lies below is, 1 as it is
 */
export function over(above: ColourWord, below: ColourWord, share: number, light = 1): ColourWord {
  const channel = (shift: number): number => {
    const under = ((below >>> shift) & 255) * light
    return Math.round(under + share * (((above >>> shift) & 255) - under))
  }
  return colourWord(channel(0), channel(8), channel(16))
}

/** How the network's input is drawn inside a square of `side` CSS pixels. */
export interface InputFrame {
  /** Device pixels a cell; whole where the picture is smaller than its place. */
  readonly zoom: number
  /** CSS pixels around the picture, in which a field's overhang into the padding can be seen. */
  readonly pad: number
  /** CSS pixels of the picture's longer side. */
  readonly length: number
}

/**
 * A picture of `height`×`width` cells with room around it, on a screen of `ratio` device pixels a
 * CSS pixel.
 */
export function inputFrame(height: number, width: number, side: number, ratio: number): InputFrame {
  const longer = Math.max(height, width)
  const margin = Math.max(2, Math.ceil(longer / 9))
  const fits = (side * ratio) / (longer + 2 * margin)
  const zoom = fits >= 1 ? Math.floor(fits) : fits
  return { zoom, pad: (margin * zoom) / ratio, length: (longer * zoom) / ratio }
}

/** A part of a picture, in its pixels. */
export interface Part {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The largest part in the middle of a picture that has these proportions. */
export function centre(width: number, height: number, proportion: number): Part {
  const part =
    width / height > proportion
      ? { width: height * proportion, height }
      : { width, height: width / proportion }
  return { ...part, x: (width - part.width) / 2, y: (height - part.height) / 2 }
}

/** Red, green and blue of RGBA pixels. */
export function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from] ?? 0
    rgb[to++] = rgba[from + 1] ?? 0
    rgb[to++] = rgba[from + 2] ?? 0
  }
  return rgb
}

/**
 * Pixels for a canvas: [height, width, channels] bytes with 1 (grey), 3 (RGB) or 4 (RGBA) channels
 * become RGBA. For any other number of channels, the first is shown.
 */
export function toRgba(pixels: Uint8Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const count = Math.floor(pixels.length / channels)
  const rgba = new Uint8ClampedArray(count * 4)
  const colour = channels === 3 || channels === 4
  for (let i = 0; i < count; i++) {
    const from = i * channels
    const first = pixels[from] ?? 0
    rgba[i * 4] = first
    rgba[i * 4 + 1] = colour ? (pixels[from + 1] ?? 0) : first
    rgba[i * 4 + 2] = colour ? (pixels[from + 2] ?? 0) : first
    rgba[i * 4 + 3] = channels === 4 ? (pixels[from + 3] ?? 0) : 255
  }
  return rgba
}

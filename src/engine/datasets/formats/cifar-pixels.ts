export const SIDE = 32
export const CHANNELS = 3
const PLANE = SIDE * SIDE
/** Bytes of the red, green and blue planes, row by row (Krizhevsky, CIFAR-10 page). */
export const PLANES = CHANNELS * PLANE

/** Planes become pixels: [channel, row, column] → [row, column, channel]. */
export function toPixels(planes: Uint8Array): Uint8Array {
  const images = new Uint8Array(planes.length)
  for (let at = 0; at < planes.length; at += PLANES)
    for (let pixel = 0; pixel < PLANE; pixel++)
      for (let channel = 0; channel < CHANNELS; channel++)
        images[at + pixel * CHANNELS + channel] = planes[at + channel * PLANE + pixel] ?? 0
  return images
}

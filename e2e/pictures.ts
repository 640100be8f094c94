import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { filledCache } from '../testing/own-cache'

const SIDE = 28

/** A test picture of Fashion-MNIST from the cache: 28 × 28 grey bytes. */
async function testPicture(index: number): Promise<Uint8Array> {
  const file = await open(join(filledCache(), 'datasets', 'fashion-mnist', 'test-images.bin'), 'r')
  try {
    const pixels = new Uint8Array(SIDE * SIDE)
    await file.read(pixels, 0, pixels.length, index * pixels.length)
    return pixels
  } finally {
    await file.close()
  }
}

/** A test picture as a grey PNG of the network's own size. */
export async function writePng(path: string, index: number): Promise<string> {
  await writeFile(
    path,
    encodePng({ width: SIDE, height: SIDE, channels: 1, depth: 8, data: await testPicture(index) }),
  )
  return path
}

/**
 * A test picture as a photograph might show it: 8 times as large, in colour, wider than high,
 * compressed.
 */
export async function writeJpeg(path: string, index: number): Promise<string> {
  const pixels = await testPicture(index)
  const [height, width] = [SIDE * 8, SIDE * 10]
  const data = new Uint8Array(height * width * 4)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const grey = pixels[Math.floor(row / 8) * SIDE + Math.floor(column / 10)] ?? 0
      data.set(
        [grey, Math.round(grey * 0.8), Math.round(255 - grey / 2), 255],
        (row * width + column) * 4,
      )
    }
  }
  await writeFile(path, encodeJpeg({ width, height, data }, 90).data)
  return path
}

const HALVES_SIDE = 20

/** A grey PNG: noise with a bright upper or lower half; each seed gives another. */
export function halfPicture(seed: number, isUpper: boolean): Uint8Array {
  const cells = HALVES_SIDE * HALVES_SIDE
  const data = Uint8Array.from({ length: cells }, (_, at) => {
    const bright = at < cells / 2 === isUpper
    return (bright ? 120 : 10) + ((Math.imul((at + 1) * (seed + 3), 2654435761) >>> 24) % 100)
  })
  return encodePng({ width: HALVES_SIDE, height: HALVES_SIDE, channels: 1, data })
}

import { readFile, writeFile } from 'node:fs/promises'
import { encode } from 'fast-png'

const RECT =
  /<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" rx="(\d+)" fill="#([0-9a-f]{6})"/g
/** Samples a pixel in each direction. */
const FINENESS = 4

/** Distance of a point from a rectangle with round corners; negative inside. */
function distance(x, y, [left, top, width, height, radius]) {
  const dx = Math.abs(x - left - width / 2) - (width / 2 - radius)
  const dy = Math.abs(y - top - height / 2) - (height / 2 - radius)
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}

/**
 * Draws an icon of filled rectangles, which is all that icon.svg has, so that no program for SVG is
 * needed.
 * @param {string} svg
 * @param {number} size of the square, in pixels
 * @returns {Uint8Array} a PNG
 */
export function drawIcon(svg, size) {
  const rects = [...svg.matchAll(RECT)].map(([, ...numbers]) => ({
    shape: numbers.slice(0, 5).map(Number),
    colour: numbers[5].match(/../g).map((hex) => parseInt(hex, 16)),
  }))
  const data = new Uint8Array(size * size * 4)
  const step = 256 / (size * FINENESS)
  for (let pixel = 0; pixel < size * size; pixel++) {
    const sum = [0, 0, 0, 0]
    for (let sample = 0; sample < FINENESS ** 2; sample++) {
      const x = ((pixel % size) * FINENESS + (sample % FINENESS) + 0.5) * step
      const y = (Math.floor(pixel / size) * FINENESS + Math.floor(sample / FINENESS) + 0.5) * step
      const top = rects.findLast(({ shape }) => distance(x, y, shape) <= 0)
      if (top) [...top.colour, 255].forEach((value, channel) => (sum[channel] += value))
    }
    const covered = sum[3] / 255
    for (let channel = 0; channel < 3; channel++)
      data[pixel * 4 + channel] = covered ? Math.round(sum[channel] / covered) : 0
    data[pixel * 4 + 3] = Math.round(sum[3] / FINENESS ** 2)
  }
  return encode({ width: size, height: size, data, channels: 4 })
}

export const writeIcon = async (svg, size, target) =>
  writeFile(target, drawIcon(await readFile(svg, 'utf8'), size))

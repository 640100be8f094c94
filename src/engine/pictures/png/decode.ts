import { phrase } from '@shared/errors'
import { inflateSync } from 'node:zlib'
import { systemCode } from '../../runtime/faults'
import { upright } from '../orient'
import type { RasterPicture } from '../raster'
import { pngFault, readPngChunks } from './chunks'
import { pixelReader } from './pixels'
import { passesOf, scanlineBytes, unfilterLine } from './scanlines'

/**
 * Decodes a PNG. Own code, because the header gives the exact size of the unpacked stream and zlib
 * is then held to it: the packages at hand unpack whatever a file holds (140 KB became 12,000 ×
 * 12,000), and colour profiles too. The tests compare it with fast-png.
 * @throws AppError `invalid-image`, `too-large` or `unsupported`.
 */
export function decodePng(bytes: Uint8Array, name: string): RasterPicture {
  const chunks = readPngChunks(bytes, name)
  const { height, width, depth, samples } = chunks.header
  const { read, channels } = pixelReader(chunks, name)
  const passes = passesOf(chunks.header)
  const data = unpack(chunks.data, scanlineBytes(passes), name)
  const rgba = new Uint8Array(height * width * 4).fill(255)
  const step = Math.max(1, (samples * depth) / 8)
  let line = 1
  for (const pass of passes) {
    for (let row = 0; row < pass.height; row++) {
      const above = row > 0 ? line - pass.lineBytes - 1 : -1
      if (!unfilterLine(data, line, above, pass.lineBytes, step))
        throw pngFault(name, phrase`row ${row} has an unknown filter`)
      const to = (pass.row + row * pass.rowStep) * width + pass.column
      for (let column = 0; column < pass.width; column++)
        read(data, line, column, rgba, 4 * (to + column * pass.columnStep))
      line += pass.lineBytes + 1
    }
  }
  return upright({ height, width, channels, rgba }, chunks.orientation)
}

function unpack(pieces: readonly Uint8Array[], size: number, name: string): Uint8Array {
  if (pieces.length === 0) throw pngFault(name, phrase`it holds no pixels`)
  let data: Uint8Array
  try {
    data = inflateSync(Buffer.concat(pieces), {
      maxOutputLength: size,
      chunkSize: Math.min(Math.max(size, 64), 1 << 20),
    })
  } catch (error) {
    const fault =
      systemCode(error) === 'ERR_BUFFER_TOO_LARGE'
        ? phrase`its pixels unpack to more than the ${size} bytes that its header announces`
        : phrase`its pixels can not be unpacked`
    throw pngFault(name, fault)
  }
  if (data.length < size)
    throw pngFault(name, phrase`its pixels unpack to ${data.length} bytes instead of ${size}`)
  return data
}

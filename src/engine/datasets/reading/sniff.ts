export interface Header {
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1')

/**
 * Size and colour as the header of a PNG, JPEG, GIF, BMP or WebP file says them, for a proposal:
 * what is imported is what the decoder finds.
 */
export function sniff(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 30) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (text(bytes, 1, 4) === 'PNG')
    return {
      height: view.getUint32(20),
      width: view.getUint32(16),
      isGrey: bytes[25] === 0 || bytes[25] === 4,
    }
  if (text(bytes, 0, 4) === 'GIF8')
    return { height: view.getUint16(8, true), width: view.getUint16(6, true), isGrey: false }
  if (text(bytes, 0, 2) === 'BM')
    return {
      height: Math.abs(view.getInt32(22, true)),
      width: view.getInt32(18, true),
      isGrey: false,
    }
  if (text(bytes, 8, 12) === 'WEBP') return webp(view, text(bytes, 12, 16))
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpeg(view) : undefined
}

function webp(view: DataView, chunk: string): Header | undefined {
  if (chunk === 'VP8 ')
    return {
      height: view.getUint16(28, true) & 0x3fff,
      width: view.getUint16(26, true) & 0x3fff,
      isGrey: false,
    }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { height: ((bits >> 14) & 0x3fff) + 1, width: (bits & 0x3fff) + 1, isGrey: false }
  }
  if (chunk !== 'VP8X') return undefined
  const uint24 = (at: number): number => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2)
  return { height: uint24(27) + 1, width: uint24(24) + 1, isGrey: false }
}

/** The first frame header: segments C0 to CF without tables and extensions (ITU T.81, B.2.2). */
function jpeg(view: DataView): Header | undefined {
  for (let at = 2; at + 10 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      at++
      continue
    }
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        isGrey: view.getUint8(at + 9) === 1,
      }
    const isAlone = marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd9)
    at += isAlone ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2)
  }
  return undefined
}

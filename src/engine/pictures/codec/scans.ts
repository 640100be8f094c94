import { AppError, phrase } from '@shared/errors'
import { PICTURE_PIXELS } from '../limits'

/** Scans that a file may have whatever its size: encoders write up to 12 or so, previews add some. */
const USUAL_SCANS = 32
/** A JPEG is decoded scan by scan, so scans × pixels is its cost. */
const SCAN_PIXELS = 4 * PICTURE_PIXELS

/**
 * A JPEG of a few kilobytes can hold hundreds of empty scans over its whole picture.
 * @throws AppError `too-large`
 */
export function checkScans(bytes: Uint8Array, pixels: number, name: string): void {
  let scans = 0
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda) scans++
  if (scans <= USUAL_SCANS || scans * pixels <= SCAN_PIXELS) return
  throw new AppError(
    'too-large',
    phrase`${name} is a progressive JPEG of ${scans} scans, too many for its ${(pixels / 1e6).toFixed(1)} megapixels; save it as a baseline JPEG`,
  )
}

/**
 * Whether the scans of a progressive JPEG bring every coefficient to its last bit, and the last
 * one is not inside a header (ITU-T T.81, G.1.1.1.1). Without an end marker nothing else tells a
 * whole picture from one whose later scans are missing.
 */
export function scansAreWhole(bytes: Uint8Array): boolean {
  const open = new Set<string>()
  const done = new Set<string>()
  for (let at = 2; ;) {
    while (at < bytes.length && bytes[at] !== 0xff) at++
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++]
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    if (marker === undefined || at + length > bytes.length) return false
    const body = bytes.subarray(at + 2, at + length)
    if (marker === 0xc2) for (const id of componentsOf(body)) open.add(`${id} dc`).add(`${id} ac`)
    at += length
    if (marker !== 0xda) continue
    for (const part of finished(body)) done.add(part)
    at = endOfScan(bytes, at)
    if (at === bytes.length) return open.size > 0 && [...open].every((part) => done.has(part))
  }
}

const componentsOf = (frame: Uint8Array): readonly number[] =>
  Array.from({ length: frame[5] ?? 0 }, (_, i) => frame[6 + 3 * i] ?? 0)

/** Which coefficients, of which components, a scan brings to their last bit. */
function finished(scan: Uint8Array): readonly string[] {
  const components = scan[0] ?? 0
  const [first = 0, , bits = 0] = scan.subarray(1 + 2 * components)
  if ((bits & 15) !== 0) return []
  return Array.from(
    { length: components },
    (_, i) => `${scan[1 + 2 * i]} ${first === 0 ? 'dc' : 'ac'}`,
  )
}

/** Inside a scan FF 00 is a byte FF, and FF D0 … D7 are restart points. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1] ?? 0
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at
  }
  return bytes.length
}

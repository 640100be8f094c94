import { headerOf } from './header'
import { PICTURE_PIXELS } from './limits'

/** What any picture may take, and how much longer for each megabyte of its file. */
const BASE_MS = 2_000
const MEGABYTE_MS = 1_000
/** For each megapixel: some five times what the slowest format takes on a quiet machine. */
const MEGAPIXEL_MS = 500
/**
 * A file of few bytes that announces many pixels is given no time for them: the flattest picture
 * packs some hundreds of pixels into a byte.
 */
const PIXELS_PER_BYTE = 1_000

/** Pixels that a file may turn out to have: what its header says, where it can be told. */
export function expectedPixels(bytes: Uint8Array): number {
  const header = headerOf(bytes)
  return Math.min(PICTURE_PIXELS, header ? header.height * header.width : Infinity)
}

/** Milliseconds after which decoding a file is given up. */
export function timeLimit(bytes: Uint8Array, base = BASE_MS): number {
  const pixels = Math.min(expectedPixels(bytes), bytes.length * PIXELS_PER_BYTE)
  return base + (MEGABYTE_MS * bytes.length) / 1024 / 1024 + (MEGAPIXEL_MS * pixels) / 1e6
}

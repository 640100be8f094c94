import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PICTURE_PIXELS } from '../limits'

/** ImageMagick, compiled to WebAssembly (docs/decisions/023). */
export type Magick = typeof import('@imagemagick/magick-wasm')

/** Bytes of a pixel in ImageMagick's memory, with room for a turned or converted copy. */
const PIXEL_BYTES = 12
/** Neither a picture of one row nor one of one column may be longer. */
const LONGEST_SIDE = 1_000_000n

let module: Promise<WebAssembly.Module> | undefined
let library: Promise<Magick> | undefined

/** Whether the library's code failed in this thread, after which nothing it says is to be trusted. */
let failed = false
export const decoderFailed = (): boolean => failed
export function markFailed(): void {
  failed = true
}

/**
 * The compiled code, of which each thread makes an instance of its own. Compiling takes half of
 * the start, so it is done once a process and handed on.
 */
export function codecModule(): Promise<WebAssembly.Module> {
  module ??= readFile(createRequire(__filename).resolve('@imagemagick/magick-wasm/magick.wasm'))
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error: unknown) => {
      module = undefined
      throw error
    })
  return module
}

/** Takes code that another thread has compiled. */
export function useCodecModule(compiled: WebAssembly.Module): void {
  module = Promise.resolve(compiled)
}

/** ImageMagick in this thread, started at the first use and bounded in memory. */
export function loadMagick(): Promise<Magick> {
  library ??= start().catch((error: unknown) => {
    library = undefined
    throw error
  })
  return library
}

async function start(): Promise<Magick> {
  const [magick, compiled] = await Promise.all([import('@imagemagick/magick-wasm'), codecModule()])
  await magick.initializeImageMagick(compiled)
  const { ResourceLimits } = magick
  ResourceLimits.width = LONGEST_SIDE
  ResourceLimits.height = LONGEST_SIDE
  ResourceLimits.memory = BigInt(PICTURE_PIXELS * PIXEL_BYTES)
  // "Disk" is a file system in memory too.
  ResourceLimits.disk = 0n
  return magick
}

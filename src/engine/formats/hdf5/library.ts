import { randomUUID } from 'node:crypto'

/** The HDF5 library, compiled to WebAssembly (docs/decisions/031). */
type H5 = typeof import('h5wasm')
type H5Module = Awaited<H5['ready']>
export type H5File = InstanceType<H5['File']>
export type H5Entity = ReturnType<H5File['get']>

/** The library with its file system, which is in memory and has nothing of the disk. */
export interface Library {
  readonly h5: H5
  readonly module: H5Module
  readonly fs: NonNullable<H5['FS']>
}

let library: Promise<Library> | undefined

/** Loads the library at the first use. Its errors are thrown and not printed. */
export function loadHdf5(): Promise<Library> {
  library ??= start().catch((error: unknown) => {
    library = undefined
    throw error
  })
  return library
}

async function start(): Promise<Library> {
  const h5 = await import('h5wasm')
  const module = await h5.ready
  module.activate_throwing_error_handler()
  return { h5, module, fs: module.FS }
}

/** Whether the library's code failed, after which nothing it says is to be trusted. */
export const hasFailed = (thrown: unknown): boolean =>
  thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError

/** A name in the library's own file system for as long as `use` runs. */
export function withName<T>({ fs }: Library, use: (name: string) => T): T {
  const name = `/${randomUUID()}.h5`
  try {
    return use(name)
  } finally {
    if (fs.analyzePath(name).exists) fs.unlink(name)
  }
}

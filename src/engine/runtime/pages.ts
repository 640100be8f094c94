import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Pages {
  release(): number
}

let pages: Pages | null | undefined

/** Set-up compiles it on Linux, next to the binding (`pages.cc`). */
function load(binding: string): Pages | null {
  try {
    return createRequire(__filename)(join(dirname(binding), 'pages.node')) as Pages
  } catch {
    return null
  }
}

/**
 * Returns to the system the memory of file pages that this process has read; the system loads pages
 * again when they are needed. Loading libtensorflow reads 280 MB of its file, to look up symbols
 * and to register kernels, and a training needs 40 MB of them (docs/benchmarks.md, memory).
 * @param binding the file of TensorFlow's binding
 * @returns bytes of the released segments; 0 on systems where set-up compiles no such program
 */
export function releaseFilePages(binding: string): number {
  pages ??= load(binding)
  return pages?.release() ?? 0
}

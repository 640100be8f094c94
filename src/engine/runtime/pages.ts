import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Pages {
  release(): number
}

let pages: Pages | null | undefined

/** Set-up compiles it on Linux, beside the binding (`pages.cc`). */
function load(binding: string): Pages | null {
  try {
    return createRequire(__filename)(join(dirname(binding), 'pages.node')) as Pages
  } catch {
    return null
  }
}

/**
 * Gives the system back the memory of file pages that this process has touched; those that it needs
 * again come back by themselves. Whoever loads libtensorflow touches 280 MB of its file, to look
 * symbols up and to register kernels, and a training needs 40 of them (docs/benchmarks.md, memory).
 * @param binding the file of TensorFlow's binding
 * @returns bytes of the segments that were let go of; 0 where set-up compiles no such program
 */
export function releaseFilePages(binding: string): number {
  pages ??= load(binding)
  return pages?.release() ?? 0
}

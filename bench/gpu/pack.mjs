import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** Fast and close to the best for machine code; every core. */
const XZ = ['-T0', '-2', '--stdout']

const ended = (child, name) =>
  new Promise((settle, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      code === 0 ? settle() : fail(new Error(`${name} ended with ${code}`)),
    )
  })

/** Cuts a stream into files of at most `limit` bytes. @returns names, sizes and SHA-256 sums */
async function cut(stream, target, name, limit) {
  const parts = []
  let current
  const finish = async () => {
    if (!current) return
    await current.file.close()
    parts.push({ file: current.name, bytes: current.bytes, sha256: current.hash.digest('hex') })
    current = undefined
  }
  for await (let piece of stream) {
    while (piece.length > 0) {
      if (!current) {
        const file = `${name}.tar.xz.${String(parts.length).padStart(3, '0')}`
        current = {
          name: file,
          file: await open(join(target, file), 'w'),
          bytes: 0,
          hash: createHash('sha256'),
        }
      }
      const fitting = piece.subarray(0, limit - current.bytes)
      await current.file.write(fitting)
      current.hash.update(fitting)
      current.bytes += fitting.length
      piece = piece.subarray(fitting.length)
      if (current.bytes === limit) await finish()
    }
  }
  await finish()
  return parts
}

/**
 * Packs a component into `<name>.tar.xz.000`, `.001` …
 * @param {import('./components.mjs').Component} component
 */
export async function pack({ name, folder, paths }, target, limit) {
  const tar = spawn('tar', ['-C', folder, '--owner=0', '--group=0', '-cf', '-', ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const xz = spawn('xz', XZ, { stdio: ['pipe', 'pipe', 'inherit'] })
  tar.stdout.pipe(xz.stdin)
  const [parts] = await Promise.all([
    cut(xz.stdout, target, name, limit),
    ended(tar, 'tar'),
    ended(xz, 'xz'),
  ])
  return parts
}

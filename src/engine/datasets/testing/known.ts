import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { KnownDataset, KnownFile } from '../catalogue'
import { encodeIdx } from './encode-idx'

/** A set in MNIST's form, small: 12 training and 4 test pictures of 3 × 3 in 3 classes. */
export function smallSet(mirrors: readonly string[] = []): {
  known: KnownDataset
  packed: Record<string, Uint8Array>
} {
  const packed: Record<string, Uint8Array> = {}
  const file = (
    name: string,
    shape: readonly number[],
    value: (index: number) => number,
  ): KnownFile => {
    const bytes = encodeIdx(
      shape,
      Uint8Array.from(
        { length: shape.reduce((product, length) => product * length, 1) },
        (_, index) => value(index),
      ),
    )
    packed[`${name}.gz`] = gzipSync(bytes)
    return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  // Bytes without a pattern, so that the packed file is larger than a few network packets' headers.
  const noise = (index: number): number => Math.imul(index + 1, 2654435761) >>> 24
  const known: KnownDataset = {
    id: 'small',
    title: 'Small',
    height: 3,
    width: 3,
    classes: ['a', 'b', 'c'],
    counts: { train: 12, test: 4 },
    files: {
      trainImages: file('train-images-idx3-ubyte', [12, 3, 3], noise),
      trainLabels: file('train-labels-idx1-ubyte', [12], (index) => index % 3),
      testImages: file('t10k-images-idx3-ubyte', [4, 3, 3], (index) => noise(index + 500)),
      testLabels: file('t10k-labels-idx1-ubyte', [4], (index) => index % 3),
    },
    packedBytes: Object.values(packed).reduce((sum, { length }) => sum + length, 0),
    mirrors,
    debian: { package: 'dataset-small', folder: '/usr/share/datasets/convscope-small' },
  }
  return { known, packed }
}

export async function putFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
}

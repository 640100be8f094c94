import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { datasetsFolder } from '../../src/engine/runtime/paths'
import { uniforms } from '../../src/engine/runtime/random'

/** Raw bytes of training pictures [count, height, width, channels] and a byte a label. */
export interface DataFiles {
  readonly title: string
  readonly images: string
  readonly labels: string
  readonly count: number
  readonly shape: readonly number[]
}

const RANDOM_COUNT = 10_000
const RANDOM_TITLE = 'random bytes of CIFAR-10’s size (CIFAR-10 is not in the cache)'

/** Fixed random bytes: the speed of a step doesn't depend on what a picture shows. */
function randomPictures(folder: string, shape: readonly number[]): DataFiles {
  const [images, labels] = [join(folder, 'random-images.bin'), join(folder, 'random-labels.bin')]
  const draw = uniforms(1, 'split')
  const bytes = shape.reduce((product, n) => product * n, RANDOM_COUNT)
  writeFileSync(
    images,
    Uint8Array.from({ length: bytes }, () => Math.floor(256 * draw())),
  )
  writeFileSync(
    labels,
    Uint8Array.from({ length: RANDOM_COUNT }, () => Math.floor(10 * draw())),
  )
  return { title: RANDOM_TITLE, images, labels, count: RANDOM_COUNT, shape }
}

/**
 * The training pictures of a cached data set; where CIFAR-10 isn't cached, random ones of its size.
 * @throws Error for another set that isn't there, with the command that brings it
 */
export function dataFiles(dataset: string, shape: readonly number[], scratch: string): DataFiles {
  const folder = join(datasetsFolder(), dataset)
  const manifest = join(folder, 'manifest.json')
  if (!existsSync(manifest)) {
    if (dataset === 'cifar-10') return randomPictures(scratch, shape)
    throw new Error(`${dataset} is not in the cache: npx convscope datasets fetch ${dataset}`)
  }
  const { title, train } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    title: string
    train: { count: number; images: { file: string }; labels: { file: string } }
  }
  return {
    title,
    images: join(folder, train.images.file),
    labels: join(folder, train.labels.file),
    count: train.count,
    shape,
  }
}

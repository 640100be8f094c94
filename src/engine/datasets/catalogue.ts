import { phrase } from '@shared/errors'
import type { DatasetFacts } from './dataset'
import { CIFAR10_CLASSES } from './formats/cifar'

/**
 * One of the four files of a set in MNIST's form. Sizes and hashes are those of the unpacked file,
 * the same from every source.
 */
export interface KnownFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** A set in IDX format that the app knows where to find. */
export interface KnownDataset {
  readonly id: string
  readonly title: string
  readonly height: number
  readonly width: number
  readonly classes: readonly string[]
  readonly counts: { readonly train: number; readonly test: number }
  readonly files: Readonly<
    Record<'trainImages' | 'trainLabels' | 'testImages' | 'testLabels', KnownFile>
  >
  /** Bytes of the four files as the mirrors have them, packed. */
  readonly packedBytes: number
  /** Folders to which `<file>.gz` is appended; tried in this order. */
  readonly mirrors: readonly string[]
  /** Debian's package and where it puts the files. */
  readonly debian?: { readonly package: string; readonly folder: string }
}

const file = (name: string, bytes: number, sha256: string): KnownFile => ({ name, bytes, sha256 })

/** Zalando Research, 2017 (MIT licence); class names as in Dive into Deep Learning, 3.5. */
export const fashionMnist: KnownDataset = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  height: 28,
  width: 28,
  classes: [
    't-shirt',
    'trouser',
    'pullover',
    'dress',
    'coat',
    'sandal',
    'shirt',
    'sneaker',
    'bag',
    'ankle boot',
  ],
  counts: { train: 60_000, test: 10_000 },
  files: {
    trainImages: file(
      'train-images-idx3-ubyte',
      47_040_016,
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    ),
    trainLabels: file(
      'train-labels-idx1-ubyte',
      60_008,
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    ),
    testImages: file(
      't10k-images-idx3-ubyte',
      7_840_016,
      '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    ),
    testLabels: file(
      't10k-labels-idx1-ubyte',
      10_008,
      '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    ),
  },
  packedBytes: 30_878_645,
  mirrors: [
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/',
  ],
  debian: { package: 'dataset-fashion-mnist', folder: '/usr/share/datasets/fashion-mnist' },
}

/** LeCun, Cortes and Burges, 1998. */
export const mnist: KnownDataset = {
  id: 'mnist',
  title: 'MNIST',
  height: 28,
  width: 28,
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  counts: { train: 60_000, test: 10_000 },
  files: {
    trainImages: file(
      'train-images-idx3-ubyte',
      47_040_016,
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ),
    trainLabels: file(
      'train-labels-idx1-ubyte',
      60_008,
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ),
    testImages: file(
      't10k-images-idx3-ubyte',
      7_840_016,
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ),
    testLabels: file(
      't10k-labels-idx1-ubyte',
      10_008,
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ),
  },
  packedBytes: 11_594_722,
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
}

export const KNOWN: readonly KnownDataset[] = [fashionMnist, mnist]

/** CIFAR-10 is listed although only the user can bring it: as a folder. */
export const cifar10: Omit<DatasetFacts, 'state' | 'bytes'> = {
  id: 'cifar10',
  title: 'CIFAR-10',
  kind: 'cifar10',
  height: 32,
  width: 32,
  channels: 3,
  classes: [...CIFAR10_CLASSES],
  train: 50_000,
  test: 10_000,
  note: phrase`Unpack cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and import its folder, or put it into $CONVSCOPE_DATASETS/cifar10`,
}

/** Its archive, which only the user can bring. */
export const CIFAR10_DOWNLOAD = {
  bytes: 170_052_171,
  from: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
}

import type { Label } from '../../label'
import type { Preprocessing } from './schema'

/** A usual way to prepare pictures for networks. */
interface Known {
  readonly id: string
  readonly label: Label
  /** Whether it has a number for each of red, green and blue. */
  readonly colour: boolean
  readonly preprocessing: Preprocessing
}

/** Mean and deviation of ImageNet's pictures, of 0…1: torchvision, `transforms` of its weights. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
/** Means of ImageNet in 0…255, red first: Keras, `imagenet_utils.preprocess_input`. */
const CAFFE = [123.68, 116.779, 103.939]
const RAW = 1 / 255

/** Every known way, in the order in which they are offered. */
export const KNOWN = [
  {
    id: 'zero-to-one',
    label: { en: '0…1', zh: '0…1' },
    colour: false,
    preprocessing: { order: 'rgb' },
  },
  {
    id: 'minus-one-to-one',
    label: { en: '−1…1', zh: '−1…1' },
    colour: false,
    preprocessing: { normalisation: { mean: [0.5], std: [0.5] }, order: 'rgb' },
  },
  {
    id: 'zero-to-255',
    label: { en: '0…255', zh: '0…255' },
    colour: false,
    preprocessing: { normalisation: { mean: [0], std: [RAW] }, order: 'rgb' },
  },
  {
    id: 'imagenet',
    label: { en: 'ImageNet’s mean and deviation', zh: 'ImageNet 的均值和标准差' },
    colour: true,
    preprocessing: { normalisation: IMAGENET, order: 'rgb' },
  },
  {
    id: 'imagenet-bgr',
    label: { en: '0…255 minus ImageNet’s mean, BGR', zh: '0…255 减 ImageNet 均值，BGR 顺序' },
    colour: true,
    preprocessing: {
      normalisation: { mean: CAFFE.map((mean) => mean / 255), std: [RAW] },
      order: 'bgr',
    },
  },
] as const satisfies readonly Known[]

export type KnownId = (typeof KNOWN)[number]['id']
export const KNOWN_IDS: readonly KnownId[] = KNOWN.map(({ id }) => id)

/** The known ways for pictures of so many channels. */
export const knownFor = (channels: number): readonly (Known & { readonly id: KnownId })[] =>
  KNOWN.filter(({ colour }) => !colour || channels === 3)

export const preprocessingOf = (id: KnownId): Preprocessing =>
  (KNOWN.find((known) => known.id === id) ?? KNOWN[0]).preprocessing

/** The known way that a preprocessing is, if it is one; how pictures are fitted is another matter. */
export function knownAs({ normalisation, order }: Preprocessing): KnownId | undefined {
  const text = JSON.stringify([normalisation ?? null, order])
  return KNOWN.find(
    ({ preprocessing: known }) =>
      JSON.stringify([('normalisation' in known && known.normalisation) || null, known.order]) ===
      text,
  )?.id
}

import { traitsOf } from '../../src/shared/layers'
import type { Recipe } from '../../src/shared/model/recipe'
import type { Device } from './exercise'

/** One way to train, of one tool. */
export interface Variant {
  readonly name: string
  readonly tool: 'convscope' | 'pytorch' | 'tensorflow' | 'jax'
  readonly variant: string
  readonly devices: readonly Device[]
  /** Whether it trains on other pictures than the others, so that its losses are others. */
  readonly changesPictures?: true
  /** Why it is left out of a recipe's comparison. */
  readonly unfit?: (recipe: Recipe) => string | undefined
}

const BOTH: readonly Device[] = ['cpu', 'gpu']

/** Two processes would each take the statistics of half a batch: another network. */
const noBatchNorm = ({ model }: Recipe): string | undefined =>
  model.layers.some((layer) => traitsOf(layer).mixesBatch)
    ? 'batch norm over half a batch in each process is a different computation'
    : undefined

export const VARIANTS: readonly Variant[] = [
  { name: 'convscope graph', tool: 'convscope', variant: 'graph', devices: BOTH },
  { name: 'convscope eager', tool: 'convscope', variant: 'eager', devices: BOTH },
  { name: 'PyTorch eager', tool: 'pytorch', variant: 'eager', devices: BOTH },
  { name: 'PyTorch channels_last', tool: 'pytorch', variant: 'channels_last', devices: BOTH },
  { name: 'PyTorch compile', tool: 'pytorch', variant: 'compile', devices: BOTH },
  {
    name: 'PyTorch DDP, 2 processes',
    tool: 'pytorch',
    variant: 'ddp',
    devices: ['cpu'],
    unfit: noBatchNorm,
  },
  { name: 'PyTorch CUDA graphs', tool: 'pytorch', variant: 'cuda-graphs', devices: ['gpu'] },
  { name: 'TensorFlow tf.function', tool: 'tensorflow', variant: 'function', devices: BOTH },
  { name: 'JAX jit', tool: 'jax', variant: 'jit', devices: BOTH },
]

/** Measured beside the others where the bench is given an augmentation. */
export const AUGMENTED: Variant = {
  name: 'convscope graph, augmented',
  tool: 'convscope',
  variant: 'augmented',
  devices: BOTH,
  changesPictures: true,
}

/** `pytorch-channels_last`: how a variant is named on the command line. */
export const idOf = ({ tool, variant }: Variant): string =>
  tool === 'convscope' ? variant : `${tool}-${variant}`

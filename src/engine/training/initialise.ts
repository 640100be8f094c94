import { elements, type WeightInfo } from '@shared/layers/definition'
import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { normals } from '@shared/math/picture/noise'
import { uniforms } from '../runtime/random'

type Fans = Pick<WeightInfo, 'fanIn' | 'fanOut'>
type Draw = () => number

const uniform =
  (bound: number, draw: Draw): Draw =>
  () =>
    (2 * draw() - 1) * bound
const normal = (deviation: number, draw: Draw): Draw => {
  const next = normals(draw)
  return () => next() * deviation
}

/** Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015, LeCun et al. 1998. */
const INITIALIZERS = {
  xavierUniform: ({ fanIn, fanOut }, draw) => uniform(Math.sqrt(6 / (fanIn + fanOut)), draw),
  xavierNormal: ({ fanIn, fanOut }, draw) => normal(Math.sqrt(2 / (fanIn + fanOut)), draw),
  heUniform: ({ fanIn }, draw) => uniform(Math.sqrt(6 / fanIn), draw),
  heNormal: ({ fanIn }, draw) => normal(Math.sqrt(2 / fanIn), draw),
  lecunNormal: ({ fanIn }, draw) => normal(Math.sqrt(1 / fanIn), draw),
  zeros: () => () => 0,
} satisfies Record<Recipe['initializer'], (fans: Fans, draw: Draw) => Draw>

/** `uniformFanIn`: ±1/√fanIn, the default of PyTorch's layers, which chapter 6.3 keeps. */
const BIAS_INITIALIZERS = {
  uniformFanIn: ({ fanIn }, draw) => uniform(1 / Math.sqrt(fanIn), draw),
  zeros: () => () => 0,
} satisfies Record<Recipe['biasInitializer'], (fans: Fans, draw: Draw) => Draw>

export type InitialiseOptions = Pick<Recipe, 'seed' | 'initializer' | 'biasInitializer'>

function values(info: WeightInfo, options: InitialiseOptions, draw: Draw): Draw {
  switch (info.name) {
    case 'weight':
      return INITIALIZERS[options.initializer](info, draw)
    case 'bias':
      return BIAS_INITIALIZERS[options.biasInitializer](info, draw)
    // PyTorch's start of a PReLU.
    case 'slope':
      return () => 0.25
    case 'gamma':
    case 'variance':
      return () => 1
    case 'beta':
    case 'mean':
      return () => 0
  }
}

/** The initial weights of a network; the same seed gives the same bits. */
export function initialiseWeights(model: ResolvedModel, options: InitialiseOptions): NamedArrays {
  const named = model.layers.flatMap(({ layer, weights }) =>
    weights.map((info) => ({ name: `${layer.id}.${info.name}`, info })),
  )
  return new Map(
    named.map(({ name, info }, index): [string, NamedArray] => {
      const next = values(info, options, uniforms(options.seed, 'initialise', index))
      const data = new Float32Array(elements(info.shape))
      // A plain loop: Float32Array.from takes eight times as long, 40 s for the weights of a VGG-16.
      for (let i = 0; i < data.length; i += 1) data[i] = next()
      if (info.mask) for (let i = 0; i < data.length; i += 1) if (info.mask[i] === 0) data[i] = 0
      return [name, { shape: info.shape, data }]
    }),
  )
}

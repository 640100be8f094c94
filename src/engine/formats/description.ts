import { DEFAULT_FITTING } from '@shared/recipe/fitting'
import { resolveModel } from '@shared/model/resolve'
import { hasExtra, meaningIn, type Metadata } from './metadata'

/** How a picture becomes the input, in words that other programs need not look up. */
function preprocessingOf(metadata: Metadata) {
  const { spec, normalisation, fitting = DEFAULT_FITTING } = metadata
  const { height, width, channels } = spec.input
  return {
    size: { height, width },
    resize: { method: 'bilinear', antialias: true, fitting },
    colour: channels === 1 ? 'grey' : 'rgb',
    ...(channels === 1 && { greyWeights: { red: 0.299, green: 0.587, blue: 0.114 } }),
    inverted: false,
    divideBy: 255,
    mean: normalisation?.mean ?? [0],
    std: normalisation?.std ?? [1],
    /** Whether the graph divides and normalises: it then takes pixels from 0 to 255. */
    inGraph: hasExtra(metadata, 'preprocessing'),
  }
}

/**
 * `convscope.json`: the description of an exported model, with how pictures are prepared spelled
 * out. It is read back as a description.
 */
export function descriptionText(metadata: Metadata): string {
  const { spec, ...rest } = metadata
  const described = {
    ...rest,
    meaning: meaningIn(metadata, resolveModel(spec)),
    preprocessing: preprocessingOf(metadata),
    spec,
  }
  return `${JSON.stringify(described, null, 2)}\n`
}

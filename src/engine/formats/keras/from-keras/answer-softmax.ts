import { traitsOf, type Layer } from '@shared/layers'
import { elements } from '@shared/layers/definition'
import { derivedMeaning } from '@shared/model/output/derive'
import { LOGITS } from '@shared/model/output/meaning'
import { readersOf } from '@shared/model/readers'
import { resolveModel, type ResolvedLayer, type ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'

/**
 * The network without its final softmax, so that it ends in logits. The network is unchanged if it
 * has no final softmax, or if it would not end in logits without it, as with a softmax and an
 * average over several cells.
 */
export function withoutAnswerSoftmax(spec: ModelSpec): ModelSpec {
  const model = resolveModel(spec)
  const softmax = answerSoftmax(model)
  const [from] = softmax?.inputs ?? []
  if (!softmax || from === undefined || endsElsewhere(model, softmax, from)) return spec
  const layers = spec.layers
    .filter(({ id }) => id !== softmax.layer.id)
    .map((layer): Layer =>
      layer.inputs
        ? { ...layer, inputs: layer.inputs.map((id) => (id === softmax.layer.id ? from : id)) }
        : layer,
    )
  const bare = { ...spec, layers }
  return JSON.stringify(derivedMeaning(resolveModel(bare))) === JSON.stringify(LOGITS) ? bare : spec
}

/** The softmax after which every value is passed on unchanged to the end. */
function answerSoftmax(model: ResolvedModel): ResolvedLayer | undefined {
  const byId = new Map(model.layers.map((layer) => [layer.layer.id, layer]))
  const readers = readersOf(model)
  let at = model.layers.at(-1)
  while (at && at.layer.kind !== 'softmax') {
    const [from = ''] = at.inputs
    at = handsOn(at) && readers(from).length === 1 ? byId.get(from) : undefined
  }
  return at
}

/**
 * Whether the layer's output values are those of its input. A softmax of several cells works on
 * each cell separately.
 */
const handsOn = ({ layer, inputShapes }: ResolvedLayer): boolean => {
  const [shape = []] = inputShapes
  return (
    traitsOf(layer).handsOn(layer, inputShapes) === 'values' && elements(shape) === shape.at(-1)
  )
}

/**
 * Whether without the softmax the last layer would be another than the one that the softmax reads.
 * A network's output is that of its last layer.
 */
const endsElsewhere = ({ layers }: ResolvedModel, softmax: ResolvedLayer, from: string): boolean =>
  layers.at(-1) === softmax && layers.at(-2)?.layer.id !== from

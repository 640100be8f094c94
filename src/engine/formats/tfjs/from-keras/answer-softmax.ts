import { traitsOf, type Layer } from '@shared/layers'
import { elements } from '@shared/layers/definition'
import { derivedMeaning } from '@shared/model/output/derive'
import { LOGITS } from '@shared/model/output/meaning'
import { readersOf } from '@shared/model/readers'
import { resolveModel, type ResolvedLayer, type ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'

/**
 * The network without the softmax that makes its answer, so that it ends in logits; the network
 * itself where it has none, or where it would not end in logits then: behind an average over
 * several cells the softmax has to stay.
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

/** The softmax behind which every value is handed on as it is, one by one, to the end. */
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

/** Whether the layer's values are its input's; of several cells, a softmax works on each alone. */
const handsOn = ({ layer, inputShapes }: ResolvedLayer): boolean => {
  const [shape = []] = inputShapes
  return (
    traitsOf(layer).handsOn(layer, inputShapes) === 'values' && elements(shape) === shape.at(-1)
  )
}

/** Whether the last layer would not be the one that the softmax reads: a network ends in its last. */
const endsElsewhere = ({ layers }: ResolvedModel, softmax: ResolvedLayer, from: string): boolean =>
  layers.at(-1) === softmax && layers.at(-2)?.layer.id !== from

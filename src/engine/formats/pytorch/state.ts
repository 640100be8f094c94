import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { toTorch } from './to-torch'

/** Our arrays and their places in the module's state_dict. */
const entries = (model: ResolvedModel) =>
  toTorch(model).flatMap(({ resolved, name, weights = [] }) =>
    weights.map((weight) => ({
      ...weight,
      layer: resolved.layer.id,
      own: `${resolved.layer.id}.${weight.source}`,
      ownShape: resolved.weights.find((info) => info.name === weight.source)?.shape ?? [],
      key: name + weight.suffix,
    })),
  )

const unsuited = (layer: string, source: string): AppError =>
  new AppError(
    'invalid-model',
    phrase`Layer "${layer}": its weights "${source}" are missing or have the wrong size.`,
    { layer },
  )

/** The weights as the module's state_dict has them. @throws AppError `invalid-model` */
export function toState(model: ResolvedModel, weights: NamedArrays): NamedArrays {
  const state = new Map<string, NamedArray>()
  for (const { layer, source, own, key, shape, pack } of entries(model)) {
    const array = weights.get(own)
    if (array?.data.length !== elements(shape)) throw unsuited(layer, source)
    state.set(key, { shape, data: pack ? pack(array.data) : array.data })
  }
  return state
}

/** Our weights from the module's state_dict. @throws AppError `invalid-model` */
export function fromState(model: ResolvedModel, state: NamedArrays): NamedArrays {
  const found = new Map(entries(model).map((entry) => [entry.own, entry]))
  const weights = new Map<string, NamedArray>()
  for (const { layer, weights: infos } of model.layers)
    for (const { name } of infos) {
      const entry = found.get(`${layer.id}.${name}`)
      const array = entry && state.get(entry.key)
      if (!entry || array?.shape.join() !== entry.shape.join()) throw unsuited(layer.id, name)
      const { own, ownShape, unpack } = entry
      weights.set(own, { shape: ownShape, data: unpack ? unpack(array.data) : array.data })
    }
  return weights
}

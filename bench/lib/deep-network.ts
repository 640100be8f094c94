import { resolveModel, type ResolvedModel } from '../../src/shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '../../src/shared/model/spec'

export const DEEP_LAYERS = 1000

/** Blocks of four layers: two convolutions, an activation and an addition that skips them. */
export function deepNetwork(): ResolvedModel {
  const layers: ModelSpecInput['layers'] = []
  for (let block = 0; layers.length < DEEP_LAYERS - 1; block += 1) {
    const before = layers.at(-1)?.id ?? 'input'
    const id = (name: string): string => `${name}${block}`
    layers.push({
      id: id('a'),
      kind: 'conv2d',
      channels: 8,
      kernel: 3,
      padding: 1,
      inputs: [before],
    })
    layers.push({ id: id('relu'), kind: 'activation', function: 'relu' })
    layers.push({ id: id('b'), kind: 'conv2d', channels: 8, kernel: 3, padding: 1 })
    layers.push({ id: id('sum'), kind: 'add', inputs: [id('b'), before] })
  }
  return resolveModel(
    parseModelSpec({
      name: 'deep',
      input: { height: 64, width: 64, channels: 8 },
      layers: [...layers.slice(0, DEEP_LAYERS - 1), { id: 'gap', kind: 'globalAvgPool2d' }],
    }),
  )
}

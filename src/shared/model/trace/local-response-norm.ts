import { mapInput } from '../../layers/definition'
import { channelsRead, type LocalResponseNorm } from '../../layers/local-response-norm'
import type { LayerTrace } from './layer-trace'
import { responseOf } from './normalised'

/** x ÷ (k + α/size · Σ x²)^β over the neighbouring channels. */
export const localResponseNorm: LayerTrace<LocalResponseNorm> = {
  unit({ layer, resolved, unit: [row, column, own] }) {
    const [, , channels] = mapInput(resolved.inputShapes)
    const [first, last] = channelsRead(layer, channels, own)
    const places = Array.from({ length: last - first + 1 }, (_, n) => [row, column, first + n])
    return {
      combine: 'response',
      own: own - first,
      k: layer.k,
      alpha: layer.alpha / layer.size,
      beta: layer.beta,
      terms: [{ input: 0, units: Int32Array.from(places.flat()) }],
      padding: layer.size - places.length,
    }
  },
  quick: {
    values({ layer, resolved, inputs: [x = new Float64Array()] }) {
      const [, , channels] = mapInput(resolved.inputShapes)
      const factors = { k: layer.k, alpha: layer.alpha / layer.size, beta: layer.beta }
      return (at) => {
        const own = at % channels
        const [first, last] = channelsRead(layer, channels, own)
        const read = Float64Array.from(
          { length: last - first + 1 },
          (_, n) => x[at - own + first + n] ?? NaN,
        )
        return (x[at] ?? NaN) / responseOf(read, factors)
      }
    },
  },
}

import { describe, expect, it } from 'vitest'
import { preset } from '../presets'
import { resolveModel } from '../resolve'
import { parseModelSpec } from '../spec'
import { centreOf } from './centre'

describe('the middle of a layer', () => {
  const lenet = resolveModel(preset('lenet'))

  it('of a map is its middle place', () => {
    const { place, count, unit } = centreOf(lenet, 'pool2')
    expect([place, count, unit(3)]).toEqual([[2, 2], 16, [2, 2, 3]])
  })

  it('of a flattened map is the units that hold its middle place', () => {
    const { place, count, unit } = centreOf(lenet, 'flatten')
    expect([place, count, unit(0), unit(15)]).toEqual([
      [2, 2],
      16,
      [0, 0, (2 * 5 + 2) * 16],
      [0, 0, (2 * 5 + 2) * 16 + 15],
    ])
  })

  it('of a layer that keeps a vector is that of the vector, and of a dense layer any of its units', () => {
    const spec = parseModelSpec({
      name: 'dropped',
      input: { height: 6, width: 4, channels: 2 },
      layers: [
        { id: 'flat', kind: 'flatten' },
        { id: 'drop', kind: 'dropout', rate: 0.5 },
        { id: 'dense', kind: 'dense', units: 3 },
      ],
    })
    const model = resolveModel(spec)
    expect(centreOf(model, 'drop').unit(1)).toEqual([0, 0, (3 * 4 + 2) * 2 + 1])
    const { place, count, unit } = centreOf(model, 'dense')
    expect([place, count, unit(2)]).toEqual([[0, 0], 3, [0, 0, 2]])
  })
})

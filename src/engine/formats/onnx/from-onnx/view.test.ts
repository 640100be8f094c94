import { describe, expect, it } from 'vitest'
import { channelsFirst, channelsLast, isWhole, lengthOf, placesOf, reshaped } from './view'

const map = [2, 3, 4]

describe('how a file lays out a map', () => {
  it('has the channels first or last', () => {
    expect(channelsFirst(map).map(lengthOf)).toEqual([4, 2, 3])
    expect(channelsLast(map).map(lengthOf)).toEqual(map)
    expect(channelsFirst([5]).map(lengthOf)).toEqual([5])
  })

  it('lays it out as a vector, and back', () => {
    const flat = reshaped(channelsFirst(map), [24])
    expect(flat?.map(lengthOf)).toEqual([24])
    expect(flat?.[0]?.map(({ axis }) => axis)).toEqual([2, 0, 1])
    expect(flat && reshaped(flat, [4, 2, 3])).toEqual(channelsFirst(map))
    expect(flat && reshaped(flat, [4, 1, 2, 3, 1])?.map(lengthOf)).toEqual([4, 1, 2, 3, 1])
  })

  it('breaks channels into groups, whose exchange is a shuffle', () => {
    const [groups = [], inside = [], ...places] = reshaped(channelsFirst(map), [2, 2, 2, 3]) ?? []
    const [channels = []] = reshaped([inside, groups, ...places], [4, 2, 3]) ?? []
    expect(placesOf(channels)).toEqual([0, 2, 1, 3])
    expect(isWhole(channels, map, 2)).toBe(false)
    const [ordered] = reshaped([groups, inside, ...places], [4, 2, 3]) ?? []
    expect(isWhole(ordered, map, 2)).toBe(true)
  })

  it('has no lengths that break it unevenly or hold another number of values', () => {
    expect(reshaped(channelsFirst(map), [5, 5])).toBeUndefined()
    expect(reshaped(channelsFirst(map), [12])).toBeUndefined()
    expect(reshaped(channelsFirst(map), [24, 2])).toBeUndefined()
    expect(reshaped(channelsFirst(map), [3, 8])).toBeUndefined()
  })
})

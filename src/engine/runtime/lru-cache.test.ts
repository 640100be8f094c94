import { describe, expect, it } from 'vitest'
import { LruCache } from './lru-cache'

describe('LruCache', () => {
  it('lets go of what was used longest ago, once there is too much', () => {
    const gone: string[] = []
    const cache = new LruCache<string, string>(2, (value) => gone.push(value))
    cache.set('a', 'A')
    cache.set('b', 'B')
    expect(cache.get('a')).toBe('A')
    cache.set('c', 'C')
    expect(gone).toEqual(['B'])
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
  })

  it('keeps within its bytes, but the newest whatever its size', () => {
    const gone: number[] = []
    const budget = { bytesOf: (size: number) => size, most: () => 10 }
    const cache = new LruCache<string, number>(9, (size) => gone.push(size), budget)
    cache.set('small', 4)
    cache.set('other', 5)
    expect(gone).toEqual([])
    cache.set('large', 50)
    expect(gone).toEqual([4, 5])
    expect(cache.get('large')).toBe(50)
  })
})

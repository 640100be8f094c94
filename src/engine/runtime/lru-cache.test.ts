import { describe, expect, it } from 'vitest'
import { LruCache } from './lru-cache'

describe('LruCache', () => {
  it('drops the least recently used entry when there are too many', () => {
    const gone: string[] = []
    const cache = new LruCache<string, string>(2, (value) => gone.push(value))
    cache.set('a', 'A')
    cache.set('b', 'B')
    expect(cache.get('a')).toBe('A')
    cache.set('c', 'C')
    expect(gone).toEqual(['B'])
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
  })

  it('stays within its budget of bytes, but always keeps the newest', () => {
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

import { LOGITS } from '@shared/model/output/meaning'
import { describe, expect, it } from 'vitest'
import type { KeptPass } from './pass'
import { PassStore } from './pass-store'

describe('kept passes', () => {
  const pass = (id: string, values: number): KeptPass => ({
    id,
    model: 'preset:lenet',
    input: { shape: [1], data: new Float32Array(1) },
    layers: [],
    meaning: LOGITS,
    predictions: [],
    values: [],
    outputs: new Map([['a', { shape: [values], data: new Float32Array(values) }]]),
    loaded: { weights: new Map() } as unknown as KeptPass['loaded'],
  })
  const kept = (store: PassStore, ids: readonly string[]) =>
    ids.filter((id) => {
      try {
        return store.get(id).id === id
      } catch {
        return false
      }
    })

  it('are the last ones, limited by number and by bytes', () => {
    const store = new PassStore(3, 1000)
    for (const id of ['a', 'b', 'c', 'd']) store.add(pass(id, 10))
    expect(kept(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd'])
    store.add(pass('large', 240))
    expect(kept(store, ['b', 'c', 'd', 'large'])).toEqual(['d', 'large'])
    store.add(pass('larger', 5000))
    expect(kept(store, ['d', 'large', 'larger'])).toEqual(['larger'])
  })

  it('give an error for dropped passes and unknown layers', () => {
    const store = new PassStore()
    store.add(pass('a', 1))
    expect(() => store.get('b')).toThrow(/no longer kept/)
    expect(() => store.layer('a', 'ghost')).toThrow(/"ghost"/)
    expect(store.layer('a', 'a').shape).toEqual([1])
  })
})

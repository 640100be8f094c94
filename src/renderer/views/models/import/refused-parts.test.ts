import { describe, expect, it } from 'vitest'
import { AppError, phrase } from '@shared/errors'
import { refusedParts } from './refused-parts'

const part = { name: 'node_3', operator: 'Einsum', reason: 'has no layer' }

describe('the parts of a file that are refused', () => {
  it('are all there, with reasons as phrases where there are, also behind a port', () => {
    const words = phrase`has ${3} inputs`
    const nodes = [part, { ...part, reason: 'has 3 inputs', words }]
    const refusal = new AppError('unsupported', 'all of them', { nodes })
    const parts = [part, { ...part, reason: words }]
    expect(refusedParts(refusal)).toEqual(parts)
    expect(refusedParts(structuredClone(refusal.toData()))).toEqual(parts)
  })

  it('are none of a refusal that is of the file as a whole', () => {
    expect(refusedParts(new AppError('unsupported', 'a picture', { file: 'x' }))).toEqual([])
    expect(refusedParts(new AppError('unsupported', 'x', { nodes: [] }))).toEqual([])
    expect(refusedParts(new Error('gone'))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { Tokens } from './tokens'

describe('tokens', () => {
  it('may come a moment after the call that names them', async () => {
    const tokens = new Tokens()
    const path = tokens.resolve('token-1')
    tokens.register('token-1', '/a')
    await expect(path).resolves.toBe('/a')
    await expect(tokens.resolve('token-2', 1)).rejects.toMatchObject({ code: 'not-found' })
  })
})

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

  it('are dropped, oldest first, as in main', async () => {
    const tokens = new Tokens()
    for (let file = 0; file < 5_000; file++) tokens.register(`token-${file}`, `/f/${file}`)
    await expect(tokens.resolve(`token-${5_000 - 4_096}`, 1)).resolves.toBe('/f/904')
    await expect(tokens.resolve('token-903', 1)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('reach every waiting call, however long each one waits', async () => {
    const tokens = new Tokens()
    const impatient = tokens.resolve('token-1', 1)
    const patient = tokens.resolve('token-1')
    await expect(impatient).rejects.toMatchObject({ code: 'not-found' })
    tokens.register('token-1', '/a')
    await expect(patient).resolves.toBe('/a')
  })
})

import { describe, expect, it } from 'vitest'
import { PathTokens } from './tokens'

describe('tokens', () => {
  it('give the window a name, and the engine the path', () => {
    const seen: string[][] = []
    const tokens = new PathTokens((token, path) => seen.push([token, path]))
    const chosen = tokens.register('/home/someone/boot.png')
    expect(chosen).toEqual({
      token: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      name: 'boot.png',
    })
    expect(seen).toEqual([[chosen.token, '/home/someone/boot.png']])
    expect([...tokens.all()]).toEqual(seen)
  })

  it('are forgotten, oldest first, before they fill memory', () => {
    const tokens = new PathTokens(() => {})
    for (let file = 0; file < 5_000; file++) tokens.register(`/f/${file}`)
    const paths = [...tokens.all()].map(([, path]) => path)
    expect(paths).toHaveLength(4096)
    expect(paths.at(-1)).toBe('/f/4999')
  })
})

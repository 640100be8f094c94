// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { chapterDraft } from './recipe-draft'
import { draftFromKept } from './recipe-keeping'

const kept = (change: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify({ ...chapterDraft(), ...change })) as Record<string, unknown>

describe('a recipe of an earlier session', () => {
  it('comes back as it was typed, faults included', () => {
    const change = { epochs: 'many', optimizer: 'adam', validation: 'train', lesson: 'x' } as const
    expect(draftFromKept(kept(change))).toEqual({ ...chapterDraft(), ...change })
  })

  it('has the chapter’s values where this version knows no others', () => {
    const change = {
      optimizer: 'of the future',
      loss: 'of the future',
      validation: 'of the future',
      augment: { ofTheFuture: '1' },
      setAside: { train: [2, 1] },
      batchSize: 7,
      unknown: 'field',
    }
    expect(draftFromKept(kept(change))).toEqual(chapterDraft())
    expect(draftFromKept({})).toEqual(chapterDraft())
  })
})

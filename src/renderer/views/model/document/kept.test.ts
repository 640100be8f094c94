import { describe, expect, it } from 'vitest'
import { emptyDraft } from '@shared/model/draft'
import { documentOf, fromKept, toKept } from './kept'

describe('the kept document', () => {
  it('comes back as it was, text that is no JSON included', () => {
    const { identity, ...document } = {
      ...documentOf(emptyDraft),
      text: '{ "name": ',
      groups: [{ id: 'g', name: 'Block', layers: ['a'], folded: true }],
      positions: { a: { x: 1, y: 2 } },
    }
    const back = fromKept(toKept({ ...document, identity }, 'saved:x'))
    expect(back).toEqual({
      document: { ...document, identity: expect.any(String) as string },
      saved: 'saved:x',
    })
  })

  it.each(['', '{}', '{"version":1}', '[]'])('is given up where it is %j', (text) => {
    expect(fromKept(text)).toBeUndefined()
  })
})

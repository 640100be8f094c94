import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft } from '@shared/model/draft'
import { advanced, closed, historyOf, redone, undone, type History } from './history'
import { documentOf, fromKept, toKept } from './kept'

describe('history', () => {
  it('gives back every step, however many, and takes them again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 300 }), (steps) => {
        const distinct = steps.filter((step, index) => step !== (steps[index - 1] ?? 0))
        let history: History<number> = historyOf(0)
        for (const step of distinct) history = advanced(history, step)
        const end = history
        for (let index = distinct.length - 1; index >= 0; index--) {
          expect(history.present).toBe(distinct[index])
          history = undone(history)
        }
        expect(history.present).toBe(0)
        expect(undone(history).present).toBe(0)
        for (let index = 0; index < distinct.length; index++) history = redone(history)
        expect(history).toEqual({ ...end, about: undefined })
      }),
    )
  })

  it('joins steps about the same thing until something else is done', () => {
    let history = historyOf('')
    for (const text of ['1', '12', '128']) history = advanced(history, text, 'conv1.channels')
    expect(undone(history).present).toBe('')
    history = advanced(closed(history), '1280', 'conv1.channels')
    expect(undone(history).present).toBe('128')
  })

  it('forgets what was taken back once something else is done', () => {
    const history = advanced(undone(advanced(historyOf('a'), 'b')), 'c')
    expect(redone(history).present).toBe('c')
  })
})

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

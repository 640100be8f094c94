import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, difference } from './difference'
import { createHistory } from './history'

interface Sample {
  readonly name: string
  readonly grid: { readonly shape: readonly number[]; readonly data: Float32Array }
  readonly pin: { readonly row: number } | null
}
const sample: fc.Arbitrary<Sample> = fc.record({
  name: fc.constantFrom('a', 'b'),
  grid: fc
    .array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 5 })
    .map((list) => ({ shape: [list.length], data: Float32Array.from(list) })),
  pin: fc.option(fc.record({ row: fc.nat(2) })),
})

describe('difference', () => {
  it('leads from either value to the other', () => {
    fc.assert(
      fc.property(sample, sample, (before, after) => {
        const change = difference(before, after)
        if (change) {
          expect(apply(before, change, 'after')).toEqual(after)
          expect(apply(after, change, 'before')).toEqual(before)
        } else expect(before).toEqual(after)
      }),
    )
  })

  it('keeps the cells of a stroke, not the picture', () => {
    const before = new Float32Array(1024 * 1024)
    const after = Float32Array.from(before)
    after.fill(1, 500, 520)
    const change = difference({ data: before }, { data: after })
    expect(change).toMatchObject({ kind: 'members', members: { data: { kind: 'cells' } } })
    expect(
      change?.kind === 'members' &&
        change.members['data']?.kind === 'cells' &&
        change.members['data'].cells.length,
    ).toBe(20)
  })
})

describe('createHistory', () => {
  it('undoes and redoes any number of steps', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 30 }), (states) => {
        const history = createHistory<Sample>({
          name: '',
          grid: { shape: [0], data: new Float32Array() },
          pin: null,
        })
        for (const state of states) history.set(state)
        while (history.canUndo) history.undo()
        expect(history.state.value.name).toBe('')
        while (history.canRedo) history.redo()
        expect(history.state.value).toEqual(states.at(-1))
      }),
    )
  })

  it('makes one step of a gesture, and none of a cancelled one', () => {
    const history = createHistory({ n: 0 })
    for (const n of [1, 2, 3]) history.preview({ n })
    expect(history.canUndo).toBe(false)
    history.commit()
    history.preview({ n: 9 })
    history.cancel()
    expect(history.state.value).toEqual({ n: 3 })
    history.undo()
    expect(history.state.value).toEqual({ n: 0 })
    expect(history.canUndo).toBe(false)
  })

  it('leaves out of undo what was only amended', () => {
    const history = createHistory({ n: 0, pin: '' })
    history.set({ n: 1, pin: '' })
    history.amend({ n: 1, pin: 'here' })
    history.undo()
    expect(history.state.value).toEqual({ n: 0, pin: 'here' })
    history.redo()
    expect(history.state.value).toEqual({ n: 1, pin: 'here' })
  })

  it('forgets what was undone once something new is done', () => {
    const history = createHistory({ n: 0 })
    history.set({ n: 1 })
    history.undo()
    history.set({ n: 2 })
    expect(history.canRedo).toBe(false)
    history.set({ n: 2 })
    history.undo()
    expect(history.state.value).toEqual({ n: 0 })
  })

  it('gives back every step, however many, and takes them again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 300 }), (steps) => {
        const distinct = steps.filter((step, index) => step !== (steps[index - 1] ?? 0))
        const history = createHistory(0)
        for (const step of distinct) history.set(step)
        for (let index = distinct.length - 1; index >= 0; index--) {
          expect(history.state.value).toBe(distinct[index])
          history.undo()
        }
        expect(history.state.value).toBe(0)
        history.undo()
        expect(history.state.value).toBe(0)
        for (let index = 0; index < distinct.length; index++) history.redo()
        expect([history.state.value, history.canRedo]).toEqual([distinct.at(-1) ?? 0, false])
        expect(history.canUndo).toBe(distinct.length > 0)
      }),
    )
  })

  it('joins steps about the same thing until something else is done', () => {
    const history = createHistory('')
    for (const text of ['1', '12', '128']) history.set(text, 'conv1.channels')
    history.undo()
    expect(history.state.value).toBe('')
    history.redo()
    history.close()
    history.set('1280', 'conv1.channels')
    history.undo()
    expect(history.state.value).toBe('128')
  })

  it('makes no step of joined ones that lead back to where they began', () => {
    const history = createHistory({ n: 0 })
    history.set({ n: 1 }, 'n')
    history.set({ n: 0 }, 'n')
    expect(history.canUndo).toBe(false)
  })

  it('forgets what was taken back once something else is done', () => {
    const history = createHistory('a')
    history.set('b')
    history.undo()
    history.set('c')
    history.redo()
    expect(history.state.value).toBe('c')
  })

  it('forgets the oldest strokes where pixels find no room, never the last', () => {
    const drawing = (value: number): { readonly painted: Uint8Array } => ({
      painted: new Uint8Array(1000).fill(value),
    })
    const history = createHistory(drawing(0), { most: 5000 })
    for (const value of [1, 2, 3, 4]) history.set(drawing(value))
    const seen: unknown[] = []
    while (history.canUndo) {
      history.undo()
      seen.push(history.state.value.painted[0])
    }
    expect(seen).toEqual([3, 2])
    const small = createHistory(drawing(0), { most: 10 })
    small.set(drawing(1))
    small.undo()
    expect(small.state.value).toEqual(drawing(0))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, difference } from './difference'
import { useHistory } from './history'

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

describe('useHistory', () => {
  it('undoes and redoes any number of steps', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 30 }), (states) => {
        const history = useHistory<Sample>({
          name: '',
          grid: { shape: [0], data: new Float32Array() },
          pin: null,
        })
        for (const state of states) history.set(state)
        while (history.canUndo.value) history.undo()
        expect(history.state.value.name).toBe('')
        while (history.canRedo.value) history.redo()
        expect(history.state.value).toEqual(states.at(-1))
      }),
    )
  })

  it('makes one step of a gesture, and none of a cancelled one', () => {
    const history = useHistory({ n: 0 })
    for (const n of [1, 2, 3]) history.preview({ n })
    expect(history.canUndo.value).toBe(false)
    history.commit()
    history.preview({ n: 9 })
    history.cancel()
    expect(history.state.value).toEqual({ n: 3 })
    history.undo()
    expect(history.state.value).toEqual({ n: 0 })
    expect(history.canUndo.value).toBe(false)
  })

  it('leaves out of undo what was only amended', () => {
    const history = useHistory({ n: 0, pin: '' })
    history.set({ n: 1, pin: '' })
    history.amend({ n: 1, pin: 'here' })
    history.undo()
    expect(history.state.value).toEqual({ n: 0, pin: 'here' })
    history.redo()
    expect(history.state.value).toEqual({ n: 1, pin: 'here' })
  })

  it('forgets what was undone once something new is done', () => {
    const history = useHistory({ n: 0 })
    history.set({ n: 1 })
    history.undo()
    history.set({ n: 2 })
    expect(history.canRedo.value).toBe(false)
    history.set({ n: 2 })
    history.undo()
    expect(history.state.value).toEqual({ n: 0 })
  })
})

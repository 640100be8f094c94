import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { classesAhead } from './classes-ahead'

/** Places by a sort, the first of equal ones first. */
const placeOf = (logits: readonly number[], label: number): number =>
  logits
    .map((logit, c) => ({ logit, c }))
    .sort((a, b) => b.logit - a.logit || a.c - b.c)
    .findIndex(({ c }) => c === label)

it('counts the classes that a network prefers to the true one', () => {
  const tf = tensorflow()
  const cases = fc.array(
    fc.tuple(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 7, maxLength: 7 }), fc.nat(6)),
    { minLength: 1, maxLength: 9 },
  )
  fc.assert(
    fc.property(cases, (rows) => {
      const found = tf.tidy(() =>
        classesAhead(
          tf.tensor2d(rows.map(([logits]) => logits)),
          tf.tensor1d(
            rows.map(([, label]) => label),
            'int32',
          ),
        ).dataSync(),
      )
      expect([...found]).toEqual(rows.map(([logits, label]) => placeOf(logits, label)))
    }),
  )
})

it('puts a class without a number last', () => {
  const tf = tensorflow()
  const found = tf.tidy(() =>
    classesAhead(
      tf.tensor2d([[NaN, NaN, NaN, NaN, NaN, NaN]]),
      tf.tensor1d([0], 'int32'),
    ).dataSync(),
  )
  expect([...found]).toEqual([6])
})

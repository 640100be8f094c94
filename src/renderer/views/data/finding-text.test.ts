import { describe, expect, it } from 'vitest'
import type { DatasetCheck, Finding } from '@shared/contract/dataset-check'
import { evidenceText } from './finding-text'
import { firstKind, ofKind } from './kinds'

const place = { split: 'train', index: 3, label: 0 } as const
const near: Finding = {
  ...{ kind: 'nearCopies', pictures: [place, { ...place, split: 'test' }], difference: 0.0123 },
  ...{ mirrored: true, dy: 0, dx: -1, leak: true, conflict: false },
}
const narrow: Finding = { kind: 'narrow', picture: place, value: 0.2, limit: 0.35, was: [10, 50] }
const checkOf = (findings: Finding[]): DatasetCheck => ({
  ...{ id: 'x', title: 'X', classes: ['a'], train: 4, test: 1, findings, usual: [] },
  ...{ sizesKnown: true },
  balance: { counts: [5], smallest: 5, largest: 5, unbalanced: false },
})

describe('findings in words', () => {
  it('give their evidence in numbers', () => {
    expect(evidenceText(near)).toBe('difference 0.0123 · mirrored · shifted by 0, −1')
    expect(evidenceText(narrow)).toBe(
      'shorter side 0.200 of the longer one (limit 0.35) · it was 10×50',
    )
  })

  it('begin with leaks, and a leak is a near copy besides', () => {
    const check = checkOf([narrow, near])
    expect(firstKind(check)).toBe('leaks')
    expect(ofKind(check, 'nearCopies')).toEqual([near])
    expect(ofKind(check, 'leaks')).toEqual([near])
    expect(firstKind(checkOf([narrow]))).toBe('narrow')
    expect(firstKind(checkOf([]))).toBe('balance')
  })
})

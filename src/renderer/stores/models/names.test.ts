// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { ModelEntry } from '@shared/contract/models'
import { namesOf } from './names'

const entry = (ref: string, title: string, modified?: number): ModelEntry =>
  ({ ref, origin: ref.split(':')[0], title, modified }) as ModelEntry
const names = (...entries: ModelEntry[]): string[] => [...namesOf(entries).values()].sort()

describe('names of models', () => {
  it('are their titles where these differ', () => {
    expect(names(entry('preset:lenet', 'LeNet'), entry('run:a', 'Mine'))).toEqual(['LeNet', 'Mine'])
  })

  it('say where models of one title come from, and number those of one origin by their age', () => {
    expect(
      names(
        entry('bundled:lenet', 'LeNet'),
        entry('preset:lenet', 'LeNet'),
        entry('imported:b', 'LeNet', 2),
        entry('imported:a', 'LeNet', 1),
      ),
    ).toEqual(['LeNet (bundled)', 'LeNet (imported)', 'LeNet (imported) (2)', 'LeNet (preset)'])
  })

  it('mark an edited copy', () => {
    expect(names(entry('edited:1', 'LeNet'), entry('preset:lenet', 'LeNet'))).toEqual([
      'LeNet',
      'LeNet · edited',
    ])
  })
})

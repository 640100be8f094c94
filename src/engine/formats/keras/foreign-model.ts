import type { Phrase } from '@shared/errors'
import { namesNeeded } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { numberedClasses, type ReadModel } from '../read-model'
import type { FromKeras } from './from-keras'

/** What a program says of its model beside the layers. */
export interface Said extends Pick<Metadata, 'normalisation' | 'fitting'> {
  readonly labels: readonly string[]
}

/**
 * A model of another program, with what the user is asked for.
 * @param said what its files say of pictures and labels; absent if nothing
 * @param doubt why a description of ours in it is ignored
 */
export function foreignModel(
  { spec, weights, meaning, notes: left }: FromKeras,
  said?: Said,
  doubt?: Phrase,
): ReadModel {
  const { labels = [], ...prepared } = said ?? {}
  const names = namesNeeded(meaning, resolveModel(spec).classes)
  const isNamed = names > 0 && labels.length === names
  const unknown = [
    ...(said ? [] : (['preprocessing'] as const)),
    ...(names === 0 || isNamed ? [] : (['classes'] as const)),
  ]
  const notes = [...left, ...(doubt ? [doubt] : [])]
  return {
    metadata: {
      spec,
      classes: isNamed ? [...labels] : [...numberedClasses(names)],
      meaning,
      ...prepared,
      invert: false,
    },
    weights,
    ...(unknown.length > 0 && { unknown }),
    ...(notes.length > 0 && { notes }),
  }
}

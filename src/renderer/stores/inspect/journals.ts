import { defineStore } from 'pinia'
import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'
import { useHeldModels } from '../models/held'

/**
 * The window's own account of the edited copies. The engine holds the copies themselves; when it
 * ends, they can be made again.
 */
export const useJournals = defineStore('inspect-journals', () => {
  const held = useHeldModels()
  const journals = new Map<ModelRef, EditJournal>()
  const all = (): readonly EditJournal[] => [...journals.values()]
  const find = (model: ModelRef): EditJournal | undefined => journals.get(model)
  const tell = (): void => held.keepJournals(all())

  /** The copy that was edited last is the last. */
  function put(journal: EditJournal): void {
    journals.delete(journal.model)
    journals.set(journal.model, journal)
    tell()
  }

  /**
   * Takes over an account: the engine's, which has copies that were begun before this window was
   * there, or the previous session's.
   */
  function learn(known: readonly EditJournal[]): void {
    known.forEach((journal) => journals.set(journal.model, journal))
    if (known.length > 0) tell()
  }

  /** An edit was applied: whatever had been undone before it is gone. */
  function applied({ model, base, baseDigest, position }: Edited, edit: Edit): void {
    const before = journals.get(model)?.edits ?? []
    // A copy whose beginning was never learnt can't be told whole.
    if (before.length < position - 1) return
    put({ model, base, baseDigest, edits: [...before.slice(0, position - 1), edit], position })
  }

  function rewound({ model, position }: Edited): void {
    const journal = journals.get(model)
    if (journal) put({ ...journal, position })
  }

  function forget(model: ModelRef): void {
    if (journals.delete(model)) tell()
  }

  let last = Promise.resolve()
  /**
   * One after the other: an undo that is pressed before the one before has been answered begins
   * where that one ends, and no edit comes between what the engine tells and what is noted of it.
   */
  const inOrder = (work: () => Promise<void>): Promise<void> => (last = last.then(work, work))

  return { all, find, learn, applied, rewound, forget, inOrder }
})

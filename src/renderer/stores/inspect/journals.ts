import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'

/**
 * The window's own account of the edited copies. The engine holds the copies themselves; when it
 * ends, they can be made again.
 * @param changed is told of every change
 */
export function createJournals(changed: (all: readonly EditJournal[]) => void) {
  const journals = new Map<ModelRef, EditJournal>()
  const tell = (): void => changed([...journals.values()])
  /** The copy that was edited last is the last. */
  function put(journal: EditJournal): void {
    journals.delete(journal.model)
    journals.set(journal.model, journal)
    tell()
  }
  return {
    all: (): readonly EditJournal[] => [...journals.values()],
    /**
     * Takes over the engine's account: copies that were begun before this window was there are in
     * it too.
     */
    learn: (known: readonly EditJournal[]): void => {
      known.forEach((journal) => journals.set(journal.model, journal))
      if (known.length > 0) tell()
    },
    /** An edit was applied: whatever had been undone before it is gone. */
    applied: ({ model, base, baseDigest, position }: Edited, edit: Edit): void => {
      const before = journals.get(model)?.edits ?? []
      // A copy whose beginning was never learnt can't be told whole.
      if (before.length < position - 1) return
      put({ model, base, baseDigest, edits: [...before.slice(0, position - 1), edit], position })
    },
    rewound: ({ model, position }: Edited): void => {
      const journal = journals.get(model)
      if (journal) put({ ...journal, position })
    },
    forget: (model: ModelRef): void => {
      if (journals.delete(model)) tell()
    },
  }
}

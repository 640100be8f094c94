import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'

/** The window's own account of the edited copies. The engine holds the copies themselves; when it ends, they can be made again. */
export function createJournals() {
  const journals = new Map<ModelRef, EditJournal>()
  return {
    all: (): readonly EditJournal[] => [...journals.values()],
    /** Takes over the engine's account: copies that were begun before this window was there are in it too. */
    learn: (known: readonly EditJournal[]): void => known.forEach((journal) => journals.set(journal.model, journal)),
    /** An edit was applied: whatever had been undone before it is gone. */
    applied: ({ model, base, baseDigest, position }: Edited, edit: Edit): void => {
      const before = journals.get(model)?.edits ?? []
      // A copy whose beginning was never learnt can't be told whole.
      if (before.length < position - 1) return
      journals.set(model, { model, base, baseDigest, edits: [...before.slice(0, position - 1), edit], position })
    },
    rewound: ({ model, position }: Edited): void => {
      const journal = journals.get(model)
      if (journal) journals.set(model, { ...journal, position })
    },
    forget: (model: ModelRef): void => void journals.delete(model),
  }
}

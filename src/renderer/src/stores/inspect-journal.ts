import type { Edit, Edited } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'

/** Everything that an edited copy is made of: what it was copied from, and what was done to it. */
export interface Journal {
  readonly model: ModelRef
  readonly base: ModelRef
  readonly edits: readonly Edit[]
  /** So many of them are in force. */
  readonly position: number
}

/**
 * The window's own account of its edited copies. The engine holds the copies themselves; when it ends, they can be made again.
 */
export function createJournals() {
  const journals = new Map<ModelRef, Journal>()
  return {
    all: (): readonly Journal[] => [...journals.values()],
    /** An edit was applied: whatever had been undone before it is gone. */
    applied: ({ model, base, position }: Edited, edit: Edit): void => {
      const before = journals.get(model)?.edits ?? []
      // A copy that was begun before this window looked can't be told whole.
      if (before.length < position - 1) return
      journals.set(model, { model, base, edits: [...before.slice(0, position - 1), edit], position })
    },
    rewound: ({ model, position }: Edited): void => {
      const journal = journals.get(model)
      if (journal) journals.set(model, { ...journal, position })
    },
    forget: (model: ModelRef): void => void journals.delete(model),
  }
}

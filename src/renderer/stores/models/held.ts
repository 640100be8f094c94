import { defineStore } from 'pinia'
import type { HeldModels } from '@shared/contract/kept'
import type { EditJournal } from '@shared/contract/probe'
import { desktop } from '@renderer/api'
import { keepSoon } from '@renderer/async/keep-soon'
import { useMessages } from '../messages'

/** Numbers of edits that are kept; the copies that were edited last are. */
const MOST_BYTES = 16_000_000
const MOST_COPIES = 1000

const bytesOf = ({ edits }: EditJournal): number =>
  edits.reduce((sum, edit) => sum + (edit.kind === 'numbers' ? edit.weight.byteLength : 0), 0)

/** The newest journals, as far as there is room; the last is the newest. */
function fitting(journals: readonly EditJournal[]): readonly EditJournal[] {
  let room = MOST_BYTES
  return journals
    .slice(-MOST_COPIES)
    .reverse()
    .filter((journal) => (room -= bytesOf(journal)) >= 0)
    .reverse()
}

/**
 * Models that the engine holds in memory alone, kept beside the settings: after a new start of the
 * app the engine gets them.
 */
export const useHeldModels = defineStore('held-models', () => {
  let held: HeldModels = { draft: null, journals: [] }

  async function ask(): Promise<HeldModels> {
    const answer = await useMessages().attempt(() => desktop().call('held.get', {}))
    return (held = answer?.held ?? held)
  }
  let asked: Promise<HeldModels> | undefined
  /** What was held when this window came. */
  const before = (): Promise<HeldModels> => (asked ??= ask())

  const write = keepSoon(() => desktop().call('held.set', { held }))

  async function keep(change: Partial<HeldModels>): Promise<void> {
    await before()
    held = { ...held, ...change }
    await useMessages().attempt(write)
  }

  return {
    before,
    keepDraft: (draft: HeldModels['draft']): void => void keep({ draft }),
    keepJournals: (journals: readonly EditJournal[]): void =>
      void keep({ journals: fitting(journals) }),
  }
})

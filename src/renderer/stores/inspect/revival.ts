import { defineStore } from 'pinia'
import type { EditJournal } from '@shared/contract/probe'
import type { ModelRef } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { useMessages } from '../messages'
import { useHeldModels } from '../models/held'
import { useModels } from '../models/models'
import { useEdits } from './edits'
import { useJournals } from './journals'
import { useInspectedModel } from './model'

/** Makes edited copies again in an engine that has come without them. */
export const useRevival = defineStore('inspect-revival', () => {
  const [inspected, models, messages] = [useInspectedModel(), useModels(), useMessages()]
  const [edits, journals] = [useEdits(), useJournals()]
  /** Copies of which this window knows no more than that they were there before it. */
  let before: Set<ModelRef> | undefined
  /** Copies that the present engine does not have yet. */
  let missing: ReadonlySet<ModelRef> = new Set()

  /** @param isShown whether it is looked at, or about to be */
  async function revive(journal: EditJournal, isShown: boolean): Promise<void> {
    const title = models.find(journal.base)?.title ?? journal.base
    const unknown = before?.delete(journal.model) ?? false
    if (isShown) inspected.fallback = journal.base
    try {
      const { edited: copy, same } = await engine().call('probe.revive', journal)
      const words = { title, position: copy.position, count: copy.edits.length }
      if (!same) messages.say(() => t('probe.weights.revivedOther', words), { stays: true })
      else if (isShown && !unknown) messages.say(() => t('probe.weights.revived', words))
    } catch (thrown) {
      const { code } = AppError.from(thrown)
      if (code === 'engine-unavailable') throw thrown
      edits.drop(journal.model)
      // A model that has gone since the app was last open is no fault.
      if (!unknown || code !== 'not-found')
        messages.fail(thrown, () => t('probe.weights.lost', { title }))
    }
  }

  /** Copies that the previous session knew of. */
  async function takeOver(): Promise<void> {
    if (before) return
    const kept = (await useHeldModels().before()).journals
    before = new Set(kept.map(({ model }) => model))
    journals.learn(kept)
  }

  /**
   * An engine has come, perhaps as a new process: the current copy is made again if it went with
   * the old one, and those that are there become known.
   */
  async function bringBack(): Promise<void> {
    await takeOver()
    const shown = await inspected.toBeShown()
    const current = journals.all().find(({ model }) => model === shown)
    if (current) await revive(current, true)
    const present = await engine().call('probe.journals', {})
    journals.learn(present)
    const there = new Set([shown, ...present.map(({ model }) => model)])
    const known = journals.all().map(({ model }) => model)
    missing = new Set(known.filter((model) => !there.has(model)))
    if (known.length > 0) await models.refresh()
  }

  /** The other copies: a large network takes its time, and nobody waits for it. */
  async function bringRest(): Promise<void> {
    const others = journals.all().filter(({ model }) => missing.has(model))
    try {
      for (const journal of others) await revive(journal, false)
      if (others.length > 0) await models.refresh()
    } catch (thrown) {
      // What an engine leaves undone that ends meanwhile is done with the next one.
      if (AppError.from(thrown).code !== 'engine-unavailable') messages.fail(thrown)
    }
  }

  return {
    bringBack: (): Promise<void> => journals.inOrder(bringBack),
    bringRest: (): Promise<void> => journals.inOrder(bringRest),
  }
})

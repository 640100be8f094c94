import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Pass, UnitDetail } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import type { Target } from '@renderer/maps/units'
import { usePass } from './pass'
import { useSelection } from './selection'

interface Detail {
  readonly pass: string
  readonly target: Target
  readonly unit: UnitDetail
}

const ask = (pass: string, { layer, unit }: Target): Promise<UnitDetail> =>
  engine().call('inspect.unit', { pass, layer, unit })

/** The selected unit's exact value and field. */
export const useUnitDetail = defineStore('inspect-unit-detail', () => {
  const [passes, selection] = [usePass(), useSelection()]
  /** Of the last unit that was answered; it may not be the selected one yet. */
  const detail = shallowRef<Detail>()
  const error = shallowRef<AppError>()
  /** Of a pass that is about to be shown. */
  let coming: Detail | undefined

  const asking = createPacer({
    async run() {
      const [target, pass] = [selection.target, passes.pass?.id]
      if (!target || !pass) return
      if (detail.value?.pass === pass && detail.value.target === target) return
      const isStale = (): boolean => selection.target !== target || passes.pass?.id !== pass
      try {
        const unit = await ask(pass, target)
        if (isStale()) return
        detail.value = { pass, target, unit }
        error.value = undefined
      } catch (thrown) {
        if (!isStale()) error.value = AppError.from(thrown)
      }
    },
  })

  /** Brings the selected unit of a pass that is about to be shown. @throws AppError of the engine. */
  async function prefetch(next: Pass): Promise<void> {
    const { target } = selection
    if (!target || !next.layers.some(({ id }) => id === target.layer)) return
    coming = { pass: next.id, target, unit: await ask(next.id, target) }
  }

  watch(
    () => [passes.pass, selection.target] as const,
    ([pass, target]) => {
      if (!target) {
        detail.value = undefined
        error.value = undefined
      } else if (coming && coming.pass === pass?.id && coming.target === target) {
        detail.value = coming
        error.value = undefined
      } else asking.poke()
    },
    { immediate: true, flush: 'sync' },
  )

  return { detail, error, prefetch }
})

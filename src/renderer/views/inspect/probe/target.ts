import { defineStore, storeToRefs } from 'pinia'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { ProbeTarget } from '@shared/contract/probe'
import { t } from '@renderer/i18n'
import { usePass } from '@renderer/stores/inspect/pass'
import { useSelection } from '@renderer/stores/inspect/selection'
import { isVector, mapsOf } from '@renderer/maps/units'

/** What a question is about: the selected unit, its whole map, or a class. */
export type Subject = 'unit' | 'map' | 'class'

const usePick = defineStore('probe-target', () => ({
  /** Chosen by hand; else the unit where one is selected, and the prediction where none is. */
  subject: ref<Subject>(),
  /** Chosen class; `undefined` follows the prediction. */
  label: ref<number>(),
}))

export interface TargetPick {
  readonly subject: Ref<Subject>
  readonly label: Ref<number | undefined>
  readonly target: ComputedRef<ProbeTarget | undefined>
  readonly subjects: ComputedRef<readonly Subject[]>
  /** The target in words. */
  readonly name: ComputedRef<string>
}

/** The target of the questions in "What moves it", shared by all of them. */
export function useTarget(): TargetPick {
  const passes = usePass()
  const selection = useSelection()
  const pick = storeToRefs(usePick())
  const unit = computed(() => {
    const layer = passes.pass?.layers.find(({ id }) => id === selection.target?.layer)
    return (
      selection.target && layer && { ...selection.target, vector: isVector(mapsOf(layer.shape)) }
    )
  })
  const subjects = computed((): readonly Subject[] =>
    !unit.value ? ['class'] : unit.value.vector ? ['unit', 'class'] : ['unit', 'map', 'class'],
  )
  const subject = computed<Subject>({
    get: () =>
      pick.subject.value && subjects.value.includes(pick.subject.value)
        ? pick.subject.value
        : (subjects.value[0] ?? 'class'),
    set: (next) => (pick.subject.value = next),
  })
  const target = computed((): ProbeTarget | undefined => {
    const at = unit.value
    if (subject.value !== 'class' && at) {
      const whole = at.vector || subject.value === 'map'
      return {
        layer: at.layer,
        channel: at.unit.channel,
        place: whole ? null : [at.unit.row, at.unit.column],
      }
    }
    const last = passes.pass?.layers.at(-1)
    const channel = pick.label.value ?? passes.pass?.predictions[0]?.index
    return last && channel !== undefined ? { layer: last.id, channel, place: null } : undefined
  })
  const name = computed(() => {
    const now = target.value
    if (!now) return ''
    if (subject.value === 'class')
      return (
        passes.pass?.predictions.find(({ index }) => index === now.channel)?.label ??
        String(now.channel)
      )
    const words = {
      layer: now.layer,
      channel: now.channel,
      row: now.place?.[0] ?? 0,
      column: now.place?.[1] ?? 0,
    }
    return t(
      now.place
        ? 'probe.target.atUnit'
        : unit.value?.vector
          ? 'probe.target.atVector'
          : 'probe.target.atMap',
      words,
    )
  })
  return { subject, label: pick.label, target, subjects, name }
}

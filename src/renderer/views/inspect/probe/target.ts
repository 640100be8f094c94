import { defineStore, storeToRefs } from 'pinia'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { ProbeTarget } from '@shared/contract/probe'
import { t } from '@renderer/i18n'
import { usePass } from '@renderer/stores/inspect/pass'
import { useSelection } from '@renderer/stores/inspect/selection'
import { isVector, mapsOf } from '@renderer/maps/units'
import { answersOf, type Answer } from './answers'

/** What a question is about: the selected unit, its whole map, or what the network answers. */
export type Subject = 'unit' | 'map' | 'answer'

const usePick = defineStore('probe-target', () => ({
  /** Chosen by hand; else the unit where one is selected, and the prediction where none is. */
  subject: ref<Subject>(),
  /** Channel of the chosen answer; `undefined` follows the prediction. */
  answer: ref<number>(),
}))

export interface TargetPick {
  readonly subject: Ref<Subject>
  readonly answer: Ref<number | undefined>
  /** What the network's outputs stand for. */
  readonly answers: ComputedRef<readonly Answer[]>
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
  const subjects = computed((): readonly Subject[] => {
    const units: readonly Subject[] = !unit.value
      ? []
      : unit.value.vector
        ? ['unit']
        : ['unit', 'map']
    // A network that ends in maps answers nothing.
    return passes.pass?.meaning.kind === 'maps' ? units : [...units, 'answer']
  })
  const subject = computed<Subject>({
    get: () =>
      pick.subject.value && subjects.value.includes(pick.subject.value)
        ? pick.subject.value
        : (subjects.value[0] ?? 'answer'),
    set: (next) => (pick.subject.value = next),
  })
  const answers = computed(() => (passes.pass ? answersOf(passes.pass) : []))
  // Another model may have no such output.
  const answer = computed({
    get: () => answers.value.find(({ channel }) => channel === pick.answer.value)?.channel,
    set: (next) => (pick.answer.value = next),
  })
  const target = computed((): ProbeTarget | undefined => {
    const at = unit.value
    if (subject.value !== 'answer' && at) {
      const whole = at.vector || subject.value === 'map'
      return {
        layer: at.layer,
        channel: at.unit.channel,
        place: whole ? null : [at.unit.row, at.unit.column],
      }
    }
    const last = passes.pass?.layers.at(-1)
    const predicted = passes.pass?.predictions[0]?.unit ?? answers.value[0]?.channel
    const channel = answer.value ?? predicted
    return last && channel !== undefined ? { layer: last.id, channel, place: null } : undefined
  })
  const name = computed(() => {
    const now = target.value
    if (!now) return ''
    if (subject.value === 'answer')
      return (
        answers.value.find(({ channel }) => channel === now.channel)?.label ?? String(now.channel)
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
  return { subject, answer, answers, target, subjects, name }
}

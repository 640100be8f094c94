import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { MomentScores, RunMoment, RunMoments } from '@shared/contract/moments'
import type { RunInfo } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { useJobs } from '../jobs'
import { useRunSelection } from './selection'

const subjectOf = (run: string): string => `moments:${run}`

/** The moments of the selected run, and the one that the slider stands at. */
export const useTimeMachine = defineStore('time-machine', () => {
  const selection = useRunSelection()
  const jobs = useJobs()
  const kept = shallowRef<RunMoments>()
  const scores = shallowRef<MomentScores>()
  const error = shallowRef<AppError>()
  const place = ref(0)
  /** The step that is held beside the one of the slider. */
  const pinned = ref<number>()
  const run = computed(() => selection.selected)
  const moments = computed((): readonly RunMoment[] => kept.value?.moments ?? [])
  const moment = computed(() => moments.value[Math.min(place.value, moments.value.length - 1)])
  const job = computed(() => (run.value ? jobs.find(subjectOf(run.value.id)) : undefined))

  /** Another run may have been selected meanwhile. */
  const isShown = ({ id }: RunInfo): boolean => run.value?.id === id

  /** Reads what the run has kept. The slider goes to the end where it stood there, or is new. */
  async function load(of: RunInfo | undefined, isNew: boolean): Promise<void> {
    if (isNew) {
      kept.value = undefined
      scores.value = undefined
      pinned.value = undefined
    }
    error.value = undefined
    if (!of) return
    const stood = moment.value?.step
    const wasAtEnd = isNew || place.value >= moments.value.length - 1
    try {
      const [next, known] = await Promise.all([
        engine().call('moments.list', { run: of.id }),
        engine().call('moments.kept', { run: of.id }),
      ])
      if (!isShown(of)) return
      kept.value = next
      scores.value = known ?? undefined
      const there = next.moments.findIndex(({ step }) => step === stood)
      place.value = wasAtEnd || there < 0 ? Math.max(0, next.moments.length - 1) : there
    } catch (thrown) {
      if (isShown(of)) error.value = AppError.from(thrown)
    }
  }
  // While it trains, each checkpoint may be a new moment.
  watch(
    () => [run.value?.id, run.value?.checkpointStep, run.value?.epochsDone] as const,
    ([id], before) => void load(run.value, id !== before?.[0]),
    { immediate: true },
  )

  /** Measures all moments on the test pictures, as a job. */
  async function measure(): Promise<void> {
    const of = run.value
    if (!of) return
    error.value = undefined
    try {
      const found = await jobs.track(of.title, subjectOf(of.id), (options) =>
        engine().call('moments.measure', { run: of.id }, options),
      )
      if (found && isShown(of)) scores.value = found
    } catch (thrown) {
      if (isShown(of)) error.value = AppError.from(thrown)
    }
  }

  /** Goes to the moment that lies nearest to an epoch of the curves. */
  function goToEpoch(epoch: number): void {
    const perEpoch = stepsPerEpoch.value
    const distance = (at: number): number =>
      Math.abs((moments.value[at]?.step ?? Infinity) / perEpoch - epoch)
    place.value = moments.value.reduce(
      (best, _, at) => (distance(at) < distance(best) ? at : best),
      0,
    )
  }

  const stepsPerEpoch = computed(() =>
    run.value ? Math.max(1, Math.round(run.value.stepsTotal / run.value.recipe.epochs)) : 1,
  )
  /** Where the moment lies on the curves. */
  const epoch = computed(() =>
    moment.value === undefined ? undefined : moment.value.step / stepsPerEpoch.value,
  )

  return {
    ...{ run, kept, moments, moment, place, epoch, pinned, scores, error, job },
    ...{ load, measure, goToEpoch },
  }
})

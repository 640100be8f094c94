import { computed, ref, shallowRef, watch } from 'vue'
import type { Chosen } from '@shared/contract/desktop'
import type { ModelAnswers, ModelLook } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import { useLabelsForm } from '@renderer/composables/model-answers/labels-form'
import { usePreprocessingForm } from '@renderer/composables/model-answers/preprocessing-form'
import { t } from '@renderer/i18n'
import { errorText, wordsText } from '@renderer/i18n/error-text'
import { useJobs } from '@renderer/stores/jobs'
import { useMessages } from '@renderer/stores/messages'
import { useModelImports } from '@renderer/stores/models/importing'
import { useModels } from '@renderer/stores/models/models'
import { refusedParts, type RefusedPart } from './refused-parts'

/** Files that are read sooner show no progress first. */
const SOON_MS = 300

/** The model that is asked about: what it holds, what is typed, and what keeps it out. */
export function useAskedModel() {
  const [models, messages, jobs, waiting] = [
    useModels(),
    useMessages(),
    useJobs(),
    useModelImports(),
  ]
  const look = shallowRef<ModelLook>()
  const refused = shallowRef<readonly RefusedPart[]>([])
  const problem = ref<string>()
  const title = ref('')
  const busy = ref(false)
  const isSlow = ref(false)
  const channels = computed(() => look.value?.inputShape[2] ?? 1)
  const pictures = usePreprocessingForm(() => channels.value)
  const labels = useLabelsForm(() => look.value?.outputs ?? 0)
  const job = computed(
    () =>
      waiting.current &&
      (jobs.find(`look:${waiting.current.token}`) ?? jobs.find(`import:${waiting.current.token}`)),
  )
  const asks = (what: ModelLook['unknown'][number]): boolean =>
    look.value?.unknown.includes(what) ?? false

  watch(
    () => waiting.current,
    (chosen) => {
      look.value = undefined
      refused.value = []
      problem.value = undefined
      labels.text.value = ''
      isSlow.value = false
      if (chosen) void read(chosen)
    },
    { immediate: true },
  )

  async function read(chosen: Chosen): Promise<void> {
    setTimeout(() => (isSlow.value = waiting.current === chosen), SOON_MS)
    try {
      const found = await models.look(chosen)
      if (waiting.current !== chosen) return
      if (!found) {
        waiting.next()
        return
      }
      title.value = found.title
      pictures.show(found.preprocessing)
      look.value = found
    } catch (thrown) {
      if (waiting.current !== chosen) return
      refused.value = refusedParts(thrown)
      if (refused.value.length > 0) return
      messages.fail(thrown, chosen.name)
      waiting.next()
    }
  }

  /** What is said of the model, or what is wrong with it. */
  const answers = computed((): ModelAnswers | { readonly problem: string } => {
    const [typed, named] = [pictures.result.value, labels.result.value]
    if (asks('preprocessing') && 'problem' in typed) return { problem: wordsText(typed.problem) }
    if (asks('classes') && 'problem' in named) return { problem: wordsText(named.problem) }
    return {
      ...(asks('preprocessing') && 'value' in typed && { preprocessing: typed.value }),
      ...(asks('classes') && 'names' in named && named.names && { classes: [...named.names] }),
    }
  })

  async function take(): Promise<void> {
    const chosen = waiting.current
    if (!chosen || !look.value) return
    if ('problem' in answers.value) return void (problem.value = answers.value.problem)
    const name = title.value.trim()
    problem.value = undefined
    busy.value = true
    try {
      const imported = await models.importModel(chosen, {
        ...answers.value,
        ...(name !== '' && { title: name }),
      })
      if (!imported) return
      messages.say(() => t('frame.drop.imported', { name: imported.entry.title }))
      for (const note of imported.notes)
        messages.say(() => wordsText(note), { title: chosen.name, stays: true })
      waiting.next()
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'cancelled') problem.value = errorText(thrown)
    } finally {
      busy.value = false
    }
  }

  /** It is not imported after all; what is still being read is not waited for. */
  function leave(): void {
    const chosen = waiting.current
    job.value?.cancel()
    if (chosen && look.value) void messages.attempt(() => models.dismiss(chosen))
    waiting.next()
  }

  const isShown = computed(
    () =>
      waiting.current !== undefined && (!!look.value || refused.value.length > 0 || isSlow.value),
  )
  return {
    ...{ look, refused, problem, title, busy, channels, pictures, labels, job },
    ...{ asks, take, leave, isShown, name: computed(() => waiting.current?.name ?? '') },
  }
}

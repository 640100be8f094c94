import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { DatasetInfo } from '@shared/contract/datasets'
import { countAside, NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import { createHistory } from '@renderer/composables/history/history'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'

interface Change {
  readonly aside: AsidePlaces
  readonly back: AsidePlaces
}
interface Step extends Change {
  readonly dataset: string
  readonly title: string
}

const inverse = ({ aside, back, ...step }: Step): Step => ({ ...step, aside: back, back: aside })

/** What has been set aside and put back in this session, with the way back. */
export const useAsideSteps = defineStore('aside-steps', () => {
  const datasets = useDatasets()
  const messages = useMessages()
  const history = createHistory<readonly Step[]>([])

  const send = ({ dataset: id, aside, back }: Step): Promise<Change> =>
    datasets.setAside({ id, aside, back })
  const last = (): Step | undefined => history.state.value.at(-1)

  function undo(): void {
    const step = last()
    if (!step) return
    history.undo()
    void messages.attempt(() => send(inverse(step)), step.title)
  }
  function redo(): void {
    history.redo()
    const step = last()
    if (step) void messages.attempt(() => send(step), step.title)
  }

  function tell(step: Step): void {
    const out = countAside(step.aside)
    const n = out > 0 ? out : countAside(step.back)
    const key = out > 0 ? 'data.aside.done' : 'data.aside.undone'
    messages.say(() => t(key, { n: formatInteger(n), title: step.title }, n), {
      action: {
        label: () => t('common.undo'),
        run: () => (last() === step ? undo() : void change(inverse(step))),
      },
    })
  }

  async function change(wanted: Step): Promise<void> {
    const changed = await messages.attempt(() => send(wanted), wanted.title)
    if (!changed || countAside(changed.aside) + countAside(changed.back) === 0) return
    const { dataset, title } = wanted
    history.set([...history.state.value, { dataset, title, ...changed }])
    const step = last()
    if (step) tell(step)
  }

  const setAside = ({ id: dataset, title }: DatasetInfo, aside: AsidePlaces): Promise<void> =>
    change({ dataset, title, aside, back: NONE_ASIDE })
  const putBack = ({ id: dataset, title }: DatasetInfo, back: AsidePlaces): Promise<void> =>
    change({ dataset, title, aside: NONE_ASIDE, back })

  return {
    setAside,
    putBack,
    undo,
    redo,
    canUndo: computed(() => history.canUndo),
    canRedo: computed(() => history.canRedo),
    turn: computed(() => history.turn),
  }
})

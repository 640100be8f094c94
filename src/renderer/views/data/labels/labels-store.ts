import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { DatasetInfo } from '@shared/contract/datasets'
import type { EngineInput } from '@shared/contract/engine'
import type { LabelCheck, LabelDoubt } from '@shared/contract/label-check'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'
import { useDatasets } from '@renderer/stores/datasets'
import { useJobs } from '@renderer/stores/jobs'
import { useMessages } from '@renderer/stores/messages'

/** Name of the check's job in the job bar. */
export const labelsSubject = (id: string): string => `dataset-labels:${id}`

type Change = Pick<EngineInput<'datasets.relabel'>, 'labels' | 'back'>
const NOTHING = { train: [], test: [] }

/** Checks of labels, and the corrections that follow from them. */
export const useLabels = defineStore('labels', () => {
  const [datasets, messages, jobs] = [useDatasets(), useMessages(), useJobs()]
  const kept = shallowReactive(new Map<string, LabelCheck | null>())

  async function load({ id, title }: DatasetInfo): Promise<void> {
    await messages.attempt(async () => {
      kept.set(id, await engine().call('datasets.labelCheck', { id }))
    }, title)
  }

  async function check({ id, title }: DatasetInfo): Promise<void> {
    await messages.attempt(async () => {
      const found = await jobs.track(
        t('data.labels.job', { title }),
        labelsSubject(id),
        (options) => engine().call('datasets.checkLabels', { id }, options),
      )
      if (found) kept.set(id, found)
    }, title)
  }

  /** Changes labels, and says how it is taken back. */
  async function change({ id, title }: DatasetInfo, wanted: Change): Promise<void> {
    await messages.attempt(async () => {
      const undo = await datasets.relabel({ id, ...wanted })
      const n =
        [wanted.labels.train, wanted.labels.test].flat().length ||
        [wanted.back.train, wanted.back.test].flat().length
      const key = wanted.labels.train.length + wanted.labels.test.length > 0 ? 'done' : 'undone'
      messages.say(() => t(`data.labels.${key}`, { n: formatInteger(n), title }, n), {
        action: {
          label: () => t('common.undo'),
          run: () => void messages.attempt(() => datasets.relabel({ id, ...undo }), title),
        },
      })
    }, title)
  }

  const correct = (info: DatasetInfo, { split, index, likely }: LabelDoubt): Promise<void> =>
    change(info, { labels: { ...NOTHING, [split]: [[index, likely]] }, back: NOTHING })
  const takeBack = (info: DatasetInfo, { split, index }: LabelDoubt): Promise<void> =>
    change(info, { labels: NOTHING, back: { ...NOTHING, [split]: [index] } })
  const takeAllBack = (info: DatasetInfo): Promise<void> => {
    const places = (half: 'train' | 'test') => (info.relabelled?.[half] ?? []).map(([at]) => at)
    return change(info, { labels: NOTHING, back: { train: places('train'), test: places('test') } })
  }

  return {
    of: (id: string): LabelCheck | null | undefined => kept.get(id),
    ...{ load, check, correct, takeBack, takeAllBack },
  }
})

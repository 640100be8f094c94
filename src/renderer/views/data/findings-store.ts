import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { DatasetInfo } from '@shared/contract/datasets'
import type { KeptCheck } from '@shared/contract/dataset-check'
import { t } from '@renderer/i18n'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'

/** The findings of data sets: kept ones come at once; `null` where there are none. */
export const useFindings = defineStore('findings', () => {
  const datasets = useDatasets()
  const messages = useMessages()
  const kept = shallowReactive(new Map<string, KeptCheck | null>())

  async function load({ id, title }: DatasetInfo): Promise<void> {
    await messages.attempt(async () => void kept.set(id, await datasets.findings(id)), title)
  }

  async function check({ id, title }: DatasetInfo): Promise<void> {
    await messages.attempt(async () => {
      kept.set(id, await datasets.check(id, t('data.check.job', { title })))
    }, title)
  }

  return { of: (id: string): KeptCheck | null | undefined => kept.get(id), load, check }
})

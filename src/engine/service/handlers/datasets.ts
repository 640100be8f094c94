import { basename } from 'node:path'
import { checkOf, importOf, labelsOf } from '@shared/contract/job-titles'
import {
  analyseDataset,
  changeAside,
  changeLabels,
  datasetImages,
  datasetInfo,
  datasetLabels,
  fetchDataset,
  importDataset,
  listDatasets,
  lookAt,
  makeDataset,
  removeDataset,
  restoreDataset,
} from '../../datasets'
import { checkDataset } from '../../datasets/check'
import { keptCheck } from '../../datasets/check/kept'
import { checkLabels, keptLabelCheck } from '../../labels'
import type { Parts } from '../parts'
import type { Area } from './area'

export const datasetHandlers = ({ hub, jobs, tokens }: Parts): Area<'datasets'> => ({
  'datasets.list': () => listDatasets(),
  'datasets.fetch': async ({ id }, context) => {
    const { title } = await datasetInfo(id)
    const info = await jobs.run(title, () => fetchDataset(id, context))
    hub.emit('datasets.changed', {})
    return info
  },
  'datasets.look': async ({ token }, { signal }) => lookAt(await tokens.resolve(token), { signal }),
  'datasets.analyse': async ({ token, title, ...options }, context) => {
    const folder = await tokens.resolve(token)
    return jobs.run(importOf(title ?? basename(folder)), () =>
      analyseDataset(folder, { ...options, ...context }),
    )
  },
  'datasets.import': async ({ token, ...options }, context) => {
    const folder = await tokens.resolve(token)
    const info = await jobs.run(importOf(options.title ?? basename(folder)), () =>
      importDataset(folder, { ...options, ...context }),
    )
    hub.emit('datasets.changed', {})
    return info
  },
  'datasets.make': async (pictures, context) => {
    const info = await jobs.run(importOf(pictures.title), () => makeDataset(pictures, context))
    hub.emit('datasets.changed', {})
    return info
  },
  'datasets.check': async ({ id }, context) => {
    const { title } = await datasetInfo(id)
    return jobs.run(checkOf(title), () => checkDataset(id, context))
  },
  'datasets.findings': ({ id }) => keptCheck(id),
  'datasets.labels': ({ id }) => datasetLabels(id),
  'datasets.setAside': async ({ id, ...change }) => {
    const answer = await changeAside(id, change)
    hub.emit('datasets.changed', {})
    return answer
  },
  'datasets.checkLabels': async ({ id, ...settings }, context) => {
    const { title } = await datasetInfo(id)
    return jobs.run(labelsOf(title), () => checkLabels(id, settings, context))
  },
  'datasets.labelCheck': ({ id }) => keptLabelCheck(id),
  'datasets.relabel': async ({ id, ...change }) => {
    const answer = await changeLabels(id, change)
    hub.emit('datasets.changed', {})
    return answer
  },
  'datasets.remove': async ({ id }) => {
    await removeDataset(id)
    hub.emit('datasets.changed', {})
    return {}
  },
  'datasets.restore': async ({ id }) => {
    const info = await restoreDataset(id)
    hub.emit('datasets.changed', {})
    return info
  },
  'datasets.images': ({ dataset, split, indices }) => datasetImages(dataset, split, indices),
})

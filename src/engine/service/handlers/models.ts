import { basename } from 'node:path'
import { exportOf, importOf } from '@shared/contract/job-titles'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { runOfRef, type ModelRef } from '@shared/contract/models'
import { exportCertifiedInto } from '../../certificate/export-certified'
import { compareModels } from '../../evaluations/compare-models'
import { keptReliability, withReliance } from '../../evaluations/kept-reliability'
import { reliabilityOfModel } from '../../evaluations/reliability-of-model'
import { modelForExport } from '../../inspect/quantised-export'
import {
  deleteModel,
  dismissLook,
  importModel,
  listModels,
  loadModel,
  lookAtModel,
  modelDetail,
  prepareModel,
  renameModel,
  restoreModel,
} from '../../models'
import type { Parts } from '../parts'
import type { Area } from './area'

export const modelHandlers = ({ hub, jobs, tokens, trainings }: Parts): Area<'models'> => {
  /** Refuses a running training, because only that may write into its folder. */
  function checkIdle(ref: ModelRef): void {
    if (trainings.isActive(runOfRef(ref) ?? '')) {
      throw new AppError('busy', phrase`This run is in progress: stop it first.`, { ref })
    }
  }

  async function changing<T>(ref: ModelRef, work: () => Promise<T>): Promise<T> {
    checkIdle(ref)
    const result = await work()
    hub.emit('models.changed', {})
    return result
  }

  return {
    'models.list': () => listModels(),
    'models.detail': ({ model }) => modelDetail(model),
    'models.summarise': ({ spec }) => {
      const { layers, totals } = summarise(resolveModel(spec))
      return {
        layers: layers.map((layer) => ({ ...layer, outputShape: [...layer.outputShape] })),
        totals,
      }
    },
    'models.look': async ({ token }, context) => {
      const path = await tokens.resolve(token)
      return jobs.runBeside(importOf(basename(path)), () => lookAtModel(path, context))
    },
    'models.dismiss': async ({ token }) => {
      dismissLook(await tokens.resolve(token))
      return {}
    },
    'models.import': async ({ token, ...answers }, context) => {
      const path = await tokens.resolve(token)
      const notes: Phrase[] = []
      const onNote = (note: Phrase): void => void notes.push(note)
      const entry = await jobs.run(importOf(basename(path)), () =>
        importModel(path, { ...context, onNote }, answers),
      )
      hub.emit('models.changed', {})
      return { entry, notes }
    },
    'models.prepare': ({ model, ...answers }) =>
      changing(model, () => prepareModel(model, answers)),
    // It may run next to a training, so that a network can be exported while it learns.
    'models.export': async ({ model, format, quantise, extras, calibration, token }, context) => {
      const folder = await tokens.resolve(token)
      const notes: Phrase[] = []
      const onNote = (note: Phrase): void => void notes.push(note)
      const plain = await loadModel(model)
      const loaded = calibration ? await withReliance(plain) : plain
      const { files, certificate } = await jobs.runBeside(exportOf(loaded.entry.title), () =>
        modelForExport(loaded, format, { quantise, extras }, { ...context, onNote }).then(
          (exported) => exportCertifiedInto(exported, format, folder, { ...context, onNote }),
        ),
      )
      return { files: [...files], notes, certificate }
    },
    'models.reliability': async ({ model, dataset, ...options }, context) => {
      const loaded = await loadModel(model)
      return jobs.run(loaded.entry.title, () =>
        reliabilityOfModel(loaded, dataset, options, context),
      )
    },
    'models.measured': async ({ model }) =>
      (await keptReliability(await loadModel(model)))?.reliability ?? null,
    'models.compare': async ({ first, second, ...options }, context) => {
      const [one, other] = [await loadModel(first), await loadModel(second)]
      return jobs.run(one.entry.title, () => compareModels(one, other, options, context))
    },
    'models.rename': async ({ model, title }) => {
      const entry = await renameModel(model, title)
      trainings.changed(model)
      hub.emit('models.changed', {})
      return entry
    },
    'models.delete': async ({ model }) => {
      await changing(model, () => deleteModel(model))
      return {}
    },
    'models.restore': ({ model }) => changing(model, () => restoreModel(model)),
  }
}

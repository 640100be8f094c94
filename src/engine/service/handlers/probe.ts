import type { Edited } from '@shared/contract/probe'
import { AppError, phrase } from '@shared/errors'
import { forward } from '../../inspect/forward'
import { describePass } from '../../inspect/pass'
import { quantise } from '@shared/math/quantise'
import {
  beginCopy,
  changeCopy,
  discardCopy,
  editedCopy,
  editJournals,
  keepModel,
  loadModel,
  reviveCopy,
} from '../../models'
import { checkChannel, readFilter } from '../../models/edits/filter'
import { accuracyOf } from '../../probe/accuracy'
import { ascend } from '../../probe/ascent'
import { attribute } from '../../probe/attribute'
import { strongest } from '../../probe/strongest'
import { checkTarget } from '../../probe/target'
import { drawnRaster } from '../../datasets/example-raster'
import type { Parts } from '../parts'
import type { Area } from './area'

export const probeHandlers = ({ hub, jobs, passes, pictures }: Parts): Area<'probe'> => {
  /** Tells the windows that the list of models, or what an entry says, has changed. */
  function changed(edited: Edited): Edited {
    hub.emit('models.changed', {})
    return edited
  }

  return {
    'probe.attribute': async ({ pass, target, method }, context) => {
      const { model, input } = passes.get(pass)
      return attribute(await loadModel(model), input.data, target, method, context)
    },
    'probe.ascend': async ({ model, target, settings, from, step, steps }, { signal }) => {
      const loaded = await loadModel(model)
      checkTarget(loaded.model, target)
      const { inputShape } = loaded.model
      if (from && from.shape.join() !== inputShape.join()) {
        throw new AppError(
          'invalid-argument',
          phrase`The picture is ${from.shape.join('×')}, and the network takes ${inputShape.join('×')}.`,
          { field: 'from' },
        )
      }
      const { picture, values } = await ascend(
        loaded,
        { target, settings, step, steps, ...(from ? { from: from.data } : {}) },
        signal,
      )
      return { picture: { shape: [...inputShape], data: picture }, values }
    },
    'probe.strongest': async ({ model, ...request }, context) => {
      const loaded = await loadModel(model)
      return strongest(
        loaded,
        request,
        (work) => jobs.run(`${loaded.entry.title}: ${request.target.layer}`, work),
        context,
      )
    },

    'probe.edit': async ({ model, edit }) => {
      if (model.startsWith('edited:'))
        return changed(changeCopy(model, (copy) => copy.apply(edit)).describe())
      const copy = beginCopy(await loadModel(model))
      try {
        return changed(changeCopy(copy.ref, () => copy.apply(edit)).describe())
      } catch (thrown) {
        discardCopy(copy.ref)
        throw thrown
      }
    },
    'probe.edited': ({ model }) => editedCopy(model).describe(),
    'probe.rewind': ({ model, position }) =>
      changed(changeCopy(model, (copy) => copy.rewind(position)).describe()),
    'probe.journals': () => editJournals(),
    'probe.revive': async (journal) => {
      const edited = changed(reviveCopy(journal, await loadModel(journal.base)).describe())
      return { edited, same: edited.baseDigest === journal.baseDigest }
    },
    'probe.discard': ({ model }) => {
      discardCopy(model)
      hub.emit('models.changed', {})
      return {}
    },
    'probe.keep': async ({ model, title }) => {
      const entry = await keepModel(await loadModel(model), title)
      hub.emit('models.changed', {})
      return entry
    },
    'probe.filter': async ({ model, layer, channel }) => {
      const loaded = await loadModel(model)
      checkChannel(loaded.model, layer, channel)
      const { shape, weight, bias } = readFilter(loaded.weights, layer, channel)
      return { weight: { shape: [...shape], data: weight }, bias }
    },
    'probe.accuracy': async ({ model, dataset, count }, context) => ({
      ...(await accuracyOf(await loadModel(model), dataset, count, context)),
    }),

    'probe.paint': async ({ model, picture, layers, ...drawn }) => {
      const raster = drawnRaster(drawn)
      pictures.redraw(picture, raster)
      const pass = await forward(await loadModel(model), raster)
      passes.add(pass)
      const maps = layers.flatMap((layer) => {
        const values = pass.outputs.get(layer)
        return values ? [{ layer, maps: quantise(values) }] : []
      })
      return { pass: describePass(pass), maps }
    },
  }
}

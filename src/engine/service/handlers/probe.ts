import { AppError, phrase } from '@shared/errors'
import { quantise } from '@shared/math/quantise'
import { drawnRaster } from '../../datasets/example-raster'
import { forward } from '../../inspect/forward'
import { describePass } from '../../inspect/pass'
import { loadModel } from '../../models'
import { accuracyOf } from '../../probe/accuracy'
import { ascend } from '../../probe/ascent'
import { attribute } from '../../probe/attribute'
import { strongest } from '../../probe/strongest'
import { checkTarget } from '../../probe/target'
import type { Parts } from '../parts'
import type { Area } from './area'
import { editHandlers, type EditCall } from './edits'

/** The calls that show what a unit responds to. */
const askHandlers = ({ jobs, passes, pictures }: Parts): Omit<Area<'probe'>, EditCall> => ({
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
  'probe.accuracy': async ({ model, dataset, count }, context) => ({
    ...(await accuracyOf(await loadModel(model), dataset, count, context)),
  }),

  'probe.paint': async ({ model, picture, layers, invert, ...drawn }) => {
    const raster = drawnRaster(drawn)
    pictures.redraw(picture, raster)
    const pass = await forward(await loadModel(model), raster, { invert })
    passes.add(pass)
    const maps = layers.flatMap((layer) => {
      const values = pass.outputs.get(layer)
      return values ? [{ layer, maps: quantise(values) }] : []
    })
    return { pass: describePass(pass), maps }
  },
})

export const probeHandlers = (parts: Parts): Area<'probe'> => ({
  ...askHandlers(parts),
  ...editHandlers(parts),
})

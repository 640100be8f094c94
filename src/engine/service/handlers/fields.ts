import type { FieldSource, FieldTargetInput } from '@shared/contract/fields'
import { placeOf } from '@shared/math/unit'
import { unitCells } from '@shared/model/field/unit-field'
import type { ResolvedModel } from '@shared/model/resolve'
import { effectiveByLayer } from '../../fields/by-layer'
import { effectiveField } from '../../fields/effective'
import { empiricalField } from '../../fields/empirical'
import { patchFor } from '../../fields/patches'
import { fieldFilm } from '../../fields/film'
import type { FieldTarget } from '../../fields/gradient'
import { inputsOf, partsOf } from '../../fields/source'
import { networkOf } from '../../inspect/networks'
import { traceFromPixels, traceUnit } from '../../inspect/trace'
import { loadModel } from '../../models'
import { toInput } from '../../pictures'
import { runFolderOf } from '../../runs/run-folder'
import { keptEpochs } from '../../runs/epoch-weights'
import { counted } from '../../work/work'
import type { Parts } from '../parts'
import type { Area } from './area'

/** The most patches of an empirical field if the call gives no patch size. */
const USUAL_PATCHES = 1024

/** Number of pictures or draws of a source. */
const countOf = (source: FieldSource): number =>
  source.kind === 'picture' ? 1 : source.kind === 'dataset' ? source.count : source.draws

/** @throws AppError naming the layers, or the valid range */
function targetOf(model: ResolvedModel, { layer, unit, of }: FieldTargetInput): FieldTarget {
  unitCells(model, layer, unit)
  return { layer, unit: placeOf(unit), of }
}

export const fieldHandlers = ({ pictures, passes }: Parts): Area<'fields'> => {
  const picture = (id: string) => pictures.get(id)
  return {
    'fields.effective': async ({ model, target, source }, context) => {
      const loaded = await loadModel(model)
      return effectiveField(
        await partsOf(loaded, source, picture),
        loaded.model,
        targetOf(loaded.model, target),
        counted(context, 'measure', 'examples', countOf(source)),
      )
    },
    'fields.byLayer': async ({ model, source }, context) => {
      const loaded = await loadModel(model)
      const layers = await effectiveByLayer(
        await partsOf(loaded, source, picture),
        loaded.model,
        counted(context, 'measure', 'steps', loaded.model.layers.length * countOf(source)),
      )
      return layers.map(({ small, ...rest }) => ({ ...rest, small: { ...small } }))
    },
    'fields.empirical': async ({ model, picture: id, invert, target, patch, delta }, context) => {
      const loaded = await loadModel(model)
      const [height = 0, width = 0, channels = 0] = loaded.model.inputShape
      const side = patch ?? patchFor([height, width], USUAL_PATCHES)
      const input = toInput(
        picture(id),
        { height, width, channels },
        { invert, fitting: loaded.fitting },
      )
      const total = Math.ceil(height / side) * Math.ceil(width / side)
      return empiricalField(
        () => networkOf(loaded),
        { input, normalisation: loaded.normalisation, model: loaded.model },
        targetOf(loaded.model, target),
        {
          patch: side,
          delta,
          ...counted(context, 'measure', 'steps', total),
        },
      )
    },
    'fields.film': async ({ run, target, source }, context) => {
      const loaded = await loadModel(`run:${run}`)
      const folder = runFolderOf(run)
      const epochs = await keptEpochs(folder)
      return fieldFilm(
        folder,
        loaded,
        await inputsOf(loaded, source, picture),
        targetOf(loaded.model, target),
        counted(context, 'measure', 'steps', epochs.length),
      )
    },
    'fields.fromPixels': async ({ pass, layer, unit }, context) => ({
      value: await traceFromPixels(passes.get(pass), layer, placeOf(unit), (total) =>
        counted(context, 'measure', 'products', total),
      ),
    }),
    'fields.trace': ({ pass, layer, unit }) => traceUnit(passes.get(pass), layer, placeOf(unit)),
  }
}

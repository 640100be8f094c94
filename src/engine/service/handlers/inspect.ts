import { runOfRef } from '@shared/contract/models'
import { filtersOf } from '../../inspect/filters'
import { forwardInput } from '../../inspect/forward'
import { describePass } from '../../inspect/pass'
import { quantise } from '@shared/math/quantise'
import { unitDetail } from '../../inspect/unit'
import { loadModel } from '../../models'
import type { Parts } from '../parts'
import type { Area } from './area'

export const inspectHandlers = ({
  pictures,
  passes,
  trainings,
}: Parts): Area<'pictures' | 'inspect'> => ({
  'pictures.open': ({ source }, { signal }) => pictures.open(source, signal),
  'pictures.samples': () => pictures.samples(),
  'inspect.forward': async ({ model, picture, invert }, { signal }) => {
    const loaded = await loadModel(model)
    const [height = 0, width = 0, channels = 0] = loaded.model.inputShape
    const pass = await forwardInput(
      loaded,
      await pictures.inputOf(
        picture,
        { height, width, channels },
        { invert, fitting: loaded.fitting },
        signal,
      ),
    )
    passes.add(pass)
    trainings.look(runOfRef(model) ?? '')
    return describePass(pass)
  },
  'inspect.maps': ({ pass, layer }) => quantise(passes.layer(pass, layer)),
  'inspect.values': ({ pass, layer }) => {
    const { shape, data } = passes.layer(pass, layer)
    return { shape: [...shape], data }
  },
  'inspect.unit': ({ pass, layer, unit }) => unitDetail(passes.get(pass), layer, unit),
  'inspect.filters': async ({ model, layer }) => filtersOf(await loadModel(model), layer),
})

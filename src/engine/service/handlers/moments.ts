import { quantise } from '@shared/math/quantise'
import { placeOf } from '@shared/math/unit'
import { unitCells } from '@shared/model/field/unit-field'
import { describePass } from '../../inspect/pass'
import { loadModel } from '../../models'
import { lookAt } from '../../moments/look'
import { keptScores, measureMoments } from '../../moments/scores'
import { copyRunAt } from '../../runs/copy-at'
import { momentBytes, MOMENTS_BYTES } from '../../runs/moments'
import { readRunFile } from '../../runs/run-folder'
import { runFolder } from '../../runs/run-ids'
import { momentsOf } from '../../runs/time'
import type { Parts } from '../parts'
import type { Area } from './area'

export const momentHandlers = ({
  hub,
  jobs,
  passes,
  pictures,
  trainings,
}: Parts): Area<'moments'> => ({
  'moments.list': async ({ run }) => {
    const folder = runFolder(run)
    const moments = await momentsOf(folder, await readRunFile(folder))
    return { moments, bytes: await momentBytes(folder), budget: MOMENTS_BYTES }
  },
  'moments.look': async ({ run, step, picture, invert, layer, field }, { signal }) => {
    const loaded = await loadModel(`run:${run}@${step}`)
    const { model, fitting } = loaded
    const [height = 0, width = 0, channels = 0] = model.inputShape
    const size = { height, width, channels }
    const input = await pictures.inputOf(picture, size, { invert, fitting }, signal)
    if (field) unitCells(model, field.layer, field.unit)
    const target = field && { layer: field.layer, unit: placeOf(field.unit), of: field.of }
    const look = await lookAt(loaded, input, layer, target, signal)
    passes.add(look.pass)
    return {
      step,
      pass: describePass(look.pass),
      maps: quantise(look.maps),
      filters: look.filters,
      field: look.field && { map: { ...look.field.map }, spread: look.field.spread },
    }
  },
  'moments.kept': ({ run }) => keptScores(run),
  'moments.measure': async ({ run }, context) => {
    const { info } = await trainings.snapshot(run)
    return jobs.run(info.title, () => measureMoments(run, context))
  },
  'moments.copy': async ({ run, step, title }) => {
    const id = await copyRunAt(runFolder(run), step, title)
    hub.emit('models.changed', {})
    trainings.changed(`run:${id}`)
    return (await trainings.snapshot(id)).info
  },
})

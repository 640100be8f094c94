import { learnKernel } from '../../experiments/learn-kernel'
import { pixelwise } from '../../experiments/pixelwise'
import { shiftLayers } from '../../experiments/shift-layers'
import { shiftResponse } from '../../experiments/shift-response'
import { threeLayers } from '../../experiments/three-layers'
import { loadModel } from '../../models'
import type { Parts } from '../parts'
import type { Area } from './area'

export const experimentHandlers = ({ pictures }: Parts): Area<'experiments'> => ({
  'experiments.learnKernel': (task) => learnKernel(task),
  'experiments.threeLayers': (task) => threeLayers(task),
  'experiments.shiftLayers': (task) => shiftLayers(task),
  'experiments.shiftResponse': async ({ model, picture, invert, shifts }) =>
    shiftResponse(await loadModel(model), pictures.get(picture), shifts, invert),
  'experiments.pixelwise': (task) => pixelwise(task),
})

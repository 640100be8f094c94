import { evaluateRun } from '../../evaluations/evaluate-run'
import { keptEpochs } from '../../runs/epoch-weights'
import { runFolder } from '../../runs/run-ids'
import type { Parts } from '../parts'
import type { Area } from './area'

export const runHandlers = ({ jobs, trainings }: Parts): Area<'runs'> => ({
  'runs.list': () => trainings.list(),
  'runs.snapshot': ({ run }) => trainings.snapshot(run),
  'runs.epochs': ({ run }) => keptEpochs(runFolder(run)),
  'runs.start': ({ recipe, title, mode, from }) => trainings.start(recipe, title, mode, from),
  'runs.resume': ({ run, mode, epochs }) => trainings.resume(run, mode, epochs),
  'runs.control': ({ run, action }) => trainings.control(run, action),
  'runs.evaluate': async ({ run }, context) => {
    const { info } = await trainings.snapshot(run)
    return jobs.run(info.title, () => evaluateRun(run, context))
  },
})

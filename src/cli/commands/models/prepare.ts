import type { ModelAnswers } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import type { RegisterCommand } from '../../command'
import { answersIn, withAnswerOptions, type AnswerOptions } from '../../model-answers'

/** `convscope models prepare`: what an imported model's file did not say. */
export const registerPrepare: RegisterCommand = (group, act) => {
  withAnswerOptions(
    group
      .command('prepare <model>')
      .description('say how pictures are prepared for an imported model, or name its classes'),
  ).action(
    act(async ({ output }, model: string, options: AnswerOptions) => {
      const { describeModelArgument, prepareModel } = await import('../../../engine/models')
      const { entry } = await describeModelArgument(model)
      const answers: ModelAnswers = await answersIn(options, {
        preprocessing: entry.preprocessing ?? { order: 'rgb' },
      })
      if (Object.keys(answers).length === 0)
        throw new AppError(
          'invalid-argument',
          'Say how pictures are prepared, by --preprocessing and its like, or name a file with --labels.',
        )
      const prepared = await prepareModel(entry.ref, answers)
      output.result(prepared, () => `${prepared.ref} is prepared as said.`)
    }),
  )
}

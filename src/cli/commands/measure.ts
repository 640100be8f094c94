import { recipeSchema } from '@shared/model/recipe'
import { optimizerKindSchema } from '@shared/recipe/optimizers'
import { Option } from 'commander'
import { z } from 'zod'
import type { RegisterCommand } from '../command'
import { followed } from '../followed'
import { bytes } from '../format'
import { openSpec } from '../model'
import { numberOf } from '../values'

interface Options {
  readonly batchSize: number
  readonly optimizer: z.infer<typeof optimizerKindSchema>
  readonly steps: number
}

/** `convscope measure`: what a training step of a network takes on this machine. */
export const measure: RegisterCommand = (program, act) => {
  program
    .command('measure <model>')
    .description('time and memory of a training step on this machine, on noise')
    .option(
      '--batch-size <n>',
      'pictures of a step',
      numberOf(recipeSchema.shape.batchSize.unwrap()),
      256,
    )
    .addOption(
      new Option('--optimizer <kind>', 'optimizer')
        .choices(optimizerKindSchema.options)
        .default('sgd'),
    )
    .option('--steps <n>', 'timed steps', numberOf(z.number().int().min(1).max(100)), 10)
    .action(
      act(async (context, argument: string, options: Options) => {
        const spec = await openSpec(argument)
        const { measureInProcess } = await import('../../engine/measure/in-process')
        const measured = await followed(context, (work) =>
          measureInProcess({ spec, ...options }, work),
        )
        context.output.result(
          measured,
          () =>
            `${(1000 * measured.secondsPerStep).toFixed(1)} ms a step of ${measured.batchSize} pictures on ${measured.device} (median of ${measured.steps}), ${bytes(measured.peakBytes)} at most`,
        )
      }),
    )
}

import { inEnglish } from '@shared/phrase'
import { smoothed, STANDARD_RANGE } from '@shared/rate-finder/curve'
import { z } from 'zod'
import { AUGMENT_FORMS, parseAugment } from '../augment'
import type { RegisterCommand } from '../command'
import { readJsonFile } from '../files'
import { fitRecipe } from '../fit-recipe'
import { followed } from '../followed'
import { describeModel } from '../model'
import { recipeOptions } from '../recipe-flags'
import { recipeFrom, type RecipeOptions } from '../recipe-options'
import { parseNormalisation } from '../schedule'
import { withSetAside } from '../set-aside'
import { table } from '../table'
import { numberOf, wholeNumber } from '../values'

interface Options extends RecipeOptions {
  readonly recipe?: string
  readonly from: number
  readonly to: number
  readonly steps: number
}

const HELP = `
Trains from fresh weights while the rate grows from step to step, and keeps nothing. The options are those of
"convscope train"; the recipe's own rate and schedule are not used.
suggestion is null where the loss never leaves that of a network that knows nothing.`

const rateOption = numberOf(z.number().positive().max(1000))
/** Rows of the printed curve. */
const ROWS = 13

/** `convscope lr-find`: which learning rate suits a recipe. */
export const lrFind: RegisterCommand = (program, act) => {
  const command = program
    .command('lr-find [model]')
    .description('a learning rate for a recipe, by a range test')
    .option('--recipe <file>', 'a recipe in JSON, or the run.json of a run')
    .option('--dataset <id>', 'data set (default: fashion-mnist)')
  for (const option of recipeOptions()) if (option.long !== '--lr') command.addOption(option)
  command
    .option(
      '--normalisation <mean/std>',
      'subtract and divide, for instance 0.286/0.353',
      parseNormalisation,
    )
    .option('--augment <list>', `none, or ${AUGMENT_FORMS}`, parseAugment)
    .option('--from <rate>', 'the first rate', rateOption, STANDARD_RANGE.from)
    .option('--to <rate>', 'the last rate', rateOption, STANDARD_RANGE.to)
    .option('--steps <n>', 'the most steps', wholeNumber(20), STANDARD_RANGE.steps)
    .addHelpText('after', HELP)
    .action(
      act(async (context, model: string | undefined, options: Options) => {
        const file = options.recipe === undefined ? undefined : await readJsonFile(options.recipe)
        const named = model === undefined ? undefined : await describeModel(model)
        const asked = recipeFrom(named?.spec, options, file)
        const isOpen = options.fitting === undefined && file === undefined
        const fitted = await fitRecipe(asked, context.output, isOpen)
        const recipe = await withSetAside(fitted, {}, file, context.output)
        const { from, to, steps } = options
        const { findRateInProcess } = await import('../../engine/training/rate-finder/in-process')
        const found = await followed(context, (work) =>
          findRateInProcess({ recipe, range: { from, to, steps } }, work),
        )
        const { points, reason, ...rest } = found
        context.output.result({ ...rest, reason: inEnglish(reason), points }, () => {
          const curve = smoothed(points)
          const every = Math.max(1, Math.floor(curve.length / ROWS))
          const rows = curve.filter((_, i) => i % every === 0)
          return [
            found.suggestion === null ? 'suggestion: none' : `suggestion: --lr ${found.suggestion}`,
            inEnglish(reason),
            '',
            table(
              [
                { title: 'rate', align: 'right' },
                { title: 'smoothed loss', align: 'right' },
              ],
              rows.map(({ rate, smoothed: loss }) => [rate.toPrecision(2), loss.toFixed(3)]),
            ),
          ].join('\n')
        })
      }),
    )
}

import type { TrainingMode } from '@shared/contract/training'
import type { RegisterCommand } from '../command'
import { readJsonFile } from '../files'
import { fitRecipe } from '../fit-recipe'
import { modeOption } from '../mode-option'
import { otherRates } from '../extended-run'
import { describeModel } from '../model'
import { recipeOptions } from '../recipe-flags'
import { recipeFrom, type RecipeOptions } from '../recipe-options'
import { runToEnd } from '../run-to-end'
import { withSetAside } from '../set-aside'
import { parseClassWeights, parseNormalisation, parseSchedule, SCHEDULE_FORMS } from '../schedule'
import { weightsNotUsed } from '../weights-not-used'

interface Options extends RecipeOptions {
  readonly recipe?: string
  readonly out?: string
  readonly mode: TrainingMode
  readonly setAside?: boolean
}

const HELP = `
Without options the recipe is the chapter's: fashion-mnist, SGD with learning rate 0.9, batch 256, 10 epochs, Xavier weights.
Options stand over --recipe. The model may be left out where the recipe file names one. Of a model with trained weights
only the network is taken: the training starts from fresh weights, and says so. To go on with a run: convscope resume.
Ctrl-C writes a checkpoint and ends (status 1, error code cancelled): convscope resume <run> continues. A second Ctrl-C ends immediately.`

/** `convscope train`. */
export const train: RegisterCommand = (program, act) => {
  const command = program
    .command('train [model]')
    .description('train a network')
    .option('--recipe <file>', 'a recipe in JSON, or the run.json of a run')
    .option('--dataset <id>', 'data set (default: fashion-mnist)')
  for (const option of recipeOptions()) command.addOption(option)
  command
    .option('--schedule <schedule>', SCHEDULE_FORMS, parseSchedule)
    .option(
      '--normalisation <mean/std>',
      'subtract and divide, for instance 0.286/0.353',
      parseNormalisation,
    )
    .option(
      '--class-weights <weights>',
      '“balanced”, or one number for each class: 1,2,0.5',
      parseClassWeights,
    )
    .option(
      '--set-aside',
      'leave out the pictures set aside (default, unless --recipe says its own)',
    )
    .option('--no-set-aside', 'use all pictures')
    .option('--out <folder>', 'folder of the run (default: a new one among the runs)')
    .addOption(modeOption())
    .addHelpText('after', HELP)
    .action(
      act(async (context, model: string | undefined, options: Options) => {
        const file = options.recipe === undefined ? undefined : await readJsonFile(options.recipe)
        const named = model === undefined ? undefined : await describeModel(model)
        const asked = recipeFrom(named?.spec, options, file)
        const isOpen = options.fitting === undefined && file === undefined
        const fitted = await fitRecipe(asked, context.output, isOpen)
        const recipe = await withSetAside(fitted, options, file, context.output)
        const notices = [
          model !== undefined && named
            ? await weightsNotUsed(model, named.entry, recipe)
            : undefined,
          otherRates(file, recipe),
        ].filter((notice) => notice !== undefined)
        const job = { recipe, folder: options.out, notices }
        return runToEnd(context, job, options.mode)
      }),
    )
}

import type { TrainingMode } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { PATIENCE } from '@shared/recipe/validation'
import type { RegisterCommand } from '../command'
import { readJsonFile } from '../files'
import { fitRecipe } from '../fit-recipe'
import { AUGMENT_FORMS, parseAugment } from '../augment'
import { modeOption } from '../mode-option'
import { otherRates } from '../extended-run'
import { parseLayerRates, parseLayers, withFrozen } from '../layer-options'
import { describeModel } from '../model'
import { recipeOptions } from '../recipe-flags'
import { recipeContent, recipeFrom, type RecipeOptions } from '../recipe-options'
import { runToEnd } from '../run-to-end'
import { withRelabelled } from '../relabelled'
import { withSetAside } from '../set-aside'
import { parseClassWeights, parseNormalisation, parseSchedule, SCHEDULE_FORMS } from '../schedule'
import { startFrom, takenOver } from '../start-weights'
import { parseValidation, withValidation } from '../validation'
import { numberOf, wholeNumber } from '../values'
import { weightsNotUsed } from '../weights-not-used'

interface Options extends RecipeOptions {
  readonly recipe?: string
  readonly out?: string
  readonly mode: TrainingMode
  readonly setAside?: boolean
  readonly fresh?: boolean
  readonly freeze?: readonly string[]
  readonly epoch?: number
  readonly newHead?: boolean
  readonly validation?: ReturnType<typeof parseValidation>
  readonly patience?: number
  readonly correctedLabels?: boolean
}

const HELP = `
Without options the recipe is the chapter's: fashion-mnist, SGD with learning rate 0.9, batch 256, 10 epochs, Xavier weights.
Options stand over --recipe. The model may be left out where the recipe file names one. A model with trained weights is
where the training starts, with the settings of its own recipe; --fresh takes only its network. Layers that don't fit the
data set start fresh, and it says which. To continue a run itself: convscope resume.
With --validation the test part is read once, at the end, with the weights of the best epoch: that with the lowest
validation loss, of equal ones the first. The run is opened and exported with these; <run>@last names its last weights.
Ctrl-C writes a checkpoint and ends (status 1, error code cancelled): convscope resume <run> continues. A second Ctrl-C ends immediately.`

/** @throws AppError `invalid-argument` for an option that needs trained weights, without them */
function requireSource({ epoch, newHead }: Options, source: string | undefined): void {
  if (source !== undefined || (epoch === undefined && !newHead)) return
  throw new AppError(
    'invalid-argument',
    `--${epoch === undefined ? 'new-head' : 'epoch'} needs a model with trained weights, without --fresh.`,
  )
}

/** The fields of a recipe file, or of the recipe in a run.json. */
const fieldsOf = (file: unknown): object => {
  const content = recipeContent(file)
  return typeof content === 'object' && content !== null ? content : {}
}

/** A recipe file whose start was given up for fresh weights. */
function withoutStart(file: unknown): unknown {
  if (file === undefined) return undefined
  const { start: _, ...fields } = fieldsOf(file) as { readonly start?: unknown }
  return fields
}

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
      '--augment <list>',
      `change the training pictures in each epoch: none, or ${AUGMENT_FORMS}`,
      parseAugment,
    )
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
    .option('--fresh', 'start from fresh weights, also with a trained model')
    .option('--epoch <n>', 'start from the weights of this epoch of a run', wholeNumber(0))
    .option('--new-head', 'fresh weights for the layer that answers, also for as many classes')
    .option(
      '--freeze <layers>',
      'layers that stay as they are: conv1,conv2 or all-but-head',
      parseLayers,
    )
    .option(
      '--layer-rates <factors>',
      'factors of the learning rate by layer: conv1=0.1,conv2=0.5',
      parseLayerRates,
    )
    .option(
      '--validation <share>',
      'measure epochs on a share of the training pictures (0.01 to 0.5), or on the data set’s “own” validation part, and keep the best epoch; “none”: on the test part (default, unless the data set has a part of its own)',
      parseValidation,
    )
    .option(
      '--patience <n>',
      'end after n epochs without a lower validation loss',
      numberOf(PATIENCE),
    )
    .option(
      '--corrected-labels',
      'use the corrected labels (default, unless --recipe says its own)',
    )
    .option('--no-corrected-labels', 'use the labels of the files')
    .option('--out <folder>', 'folder of the run (default: a new one among the runs)')
    .addOption(modeOption())
    .addHelpText('after', HELP)
    .action(
      act(async (context, model: string | undefined, options: Options) => {
        const file = options.recipe === undefined ? undefined : await readJsonFile(options.recipe)
        const named = model === undefined ? undefined : await describeModel(model)
        const source =
          model !== undefined && named?.entry.trained && !options.fresh ? model : undefined
        requireSource(options, source)
        const given = options.fresh ? withoutStart(file) : file
        const content =
          source === undefined ? given : { ...(await takenOver(source)), ...fieldsOf(given) }
        const asked = recipeFrom(named?.spec, options, content)
        const isOpen = options.fitting === undefined && file === undefined && source === undefined
        const fitted = await fitRecipe(asked, context.output, isOpen)
        const chosen = withFrozen(fitted, options.freeze)
        const left = await withSetAside(chosen, options, file, context.output)
        const labelled = await withRelabelled(left, options, file, context.output)
        const measured = await withValidation(labelled, options, file, context.output)
        const begun =
          source !== undefined && named
            ? await startFrom(source, named.entry, measured, options)
            : undefined
        const recipe = begun?.recipe ?? measured
        const notices = [
          begun?.notice,
          model !== undefined && named && !begun
            ? await weightsNotUsed(model, named.entry, recipe)
            : undefined,
          otherRates(file, recipe),
        ].filter((notice) => notice !== undefined)
        const job = { recipe, weights: begun?.weights, folder: options.out, notices }
        return runToEnd(context, job, options.mode)
      }),
    )
}

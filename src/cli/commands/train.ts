import { BIAS_INITIALIZERS, INITIALIZERS } from '@shared/model/recipe'
import { Option } from 'commander'
import type { TrainingMode } from '@shared/contract/training'
import type { RegisterCommand } from '../command'
import { readJsonFile } from '../files'
import { fitRecipe } from '../fit-recipe'
import { modeOption } from '../mode-option'
import { openSpec } from '../model'
import { recipeFrom, type RecipeOptions } from '../recipe-options'
import { runToEnd } from '../run-to-end'
import { parseNormalisation, parseSchedule } from '../schedule'
import { numberBetween, wholeNumber } from '../values'

interface Options extends RecipeOptions {
  readonly recipe?: string
  readonly out?: string
  readonly mode: TrainingMode
}

const count = wholeNumber(1)
const HELP = `
Without options the recipe is the chapter's: fashion-mnist, SGD with learning rate 0.9, batch 256, 10 epochs, Xavier weights.
Options stand over --recipe. The model may be left out where the recipe file names one.
Ctrl-C writes a checkpoint and ends (status 1, error code cancelled): convscope resume <run> goes on. A second Ctrl-C ends at once.`

/** `convscope train`. */
export const train: RegisterCommand = (program, act) => {
  program
    .command('train [model]')
    .description('train a network')
    .option('--recipe <file>', 'a recipe in JSON, or the run.json of a run')
    .option('--dataset <id>', 'data set (default: fashion-mnist)')
    .option('--epochs <n>', 'epochs (default: 10)', count)
    .option('--batch-size <n>', 'examples a step (default: 256)', count)
    .option(
      '--lr <rate>',
      'learning rate (default: 0.9; 0.001 for adam and rmsprop)',
      numberBetween(0, Infinity),
    )
    .addOption(
      new Option('--optimizer <kind>', 'optimizer (default: sgd)').choices([
        'sgd',
        'adam',
        'rmsprop',
      ]),
    )
    .option('--momentum <share>', 'momentum of sgd and rmsprop', numberBetween(0, 1, true))
    .option('--nesterov', 'Nesterov momentum of sgd')
    .option('--weight-decay <rate>', 'weight decay', numberBetween(0, Infinity, true))
    .option(
      '--schedule <schedule>',
      'constant, step:<every epochs>:<factor>, exponential:<factor> or cosine[:<warm-up epochs>]',
      parseSchedule,
    )
    .option(
      '--normalisation <mean/std>',
      'subtract and divide, for instance 0.286/0.353',
      parseNormalisation,
    )
    .addOption(
      new Option('--loss <loss>', 'loss (default: crossEntropy)').choices([
        'crossEntropy',
        'meanSquaredError',
      ]),
    )
    .addOption(
      new Option('--initializer <name>', 'first weights (default: xavierUniform)').choices(
        INITIALIZERS,
      ),
    )
    .addOption(
      new Option('--bias-initializer <name>', 'first biases (default: uniformFanIn)').choices(
        BIAS_INITIALIZERS,
      ),
    )
    .option('--seed <n>', 'seed of everything random (default: 0)', wholeNumber(0))
    .option('--checkpoint-every <steps>', 'checkpoints besides the one of each epoch', count)
    .option('--limit-train <n>', 'only the first n training pictures', count)
    .option('--limit-test <n>', 'only the first n test pictures', count)
    .option('--out <folder>', 'folder of the run (default: a new one among the runs)')
    .addOption(modeOption())
    .addHelpText('after', HELP)
    .action(
      act(async (context, model: string | undefined, options: Options) => {
        const file = options.recipe === undefined ? undefined : await readJsonFile(options.recipe)
        const asked = recipeFrom(
          model === undefined ? undefined : await openSpec(model),
          options,
          file,
        )
        const recipe = await fitRecipe(asked, context.output)
        return runToEnd(context, { recipe, folder: options.out }, options.mode)
      }),
    )
}

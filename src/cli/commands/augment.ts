import { recipeSchema } from '@shared/model/recipe'
import type { Augmentations } from '@shared/recipe/augmentations'
import { augmentationFor } from '@shared/suggest/augmentation'
import { faultsOf } from '@shared/schema-fault'
import { AppError, inEnglish, phrase } from '@shared/errors'
import { AUGMENT_FORMS, augmentText, parseAugment } from '../augment'
import type { RegisterCommand } from '../command'
import { readJsonFile } from '../files'
import { followed } from '../followed'
import { isRecord, recipeContent } from '../recipe-options'
import { wholeNumber } from '../values'

interface Options {
  readonly recipe?: string
  readonly augment?: Augmentations
  readonly example: number
  readonly epochs: number
  readonly seed?: number
  readonly out?: string
}

const HELP = `
Shows one training example in the first epochs, as the steps of "convscope train" with the same seed see it.
The changes are those of --augment, else of --recipe, else proposed for the data set, with reasons.
Examples are counted from 0 among those that the recipe trains on. hash is the SHA-256 of a picture's float32 numbers.`

const partSchema = recipeSchema.omit({ model: true })

/** The recipe without its network; the data set that is named takes the place of its own. */
function recipeOf(file: unknown, fields: Readonly<Record<string, unknown>>) {
  const content = recipeContent(file) ?? {}
  const { model: _, ...rest } = isRecord(content) ? content : {}
  const result = partSchema.safeParse({ ...rest, ...fields }, { reportInput: true })
  if (result.success) return result.data
  const [{ field, words }] = faultsOf(result.error)
  throw new AppError('invalid-recipe', phrase`Not a valid recipe: ${field || 'recipe'}: ${words}`)
}

/** `convscope augment`: training pictures as the steps of a training see them. */
export const augment: RegisterCommand = (program, act) => {
  program
    .command('augment <dataset>')
    .description('training pictures as augmentation changes them, as files or hashes')
    .option('--recipe <file>', 'a recipe in JSON, or the run.json of a run')
    .option('--augment <list>', `none, or ${AUGMENT_FORMS}`, parseAugment)
    .option('--example <n>', 'the training example, from 0', wholeNumber(0), 0)
    .option('--epochs <n>', 'in so many epochs', wholeNumber(1), 8)
    .option('--seed <n>', 'seed of the training', wholeNumber(0))
    .option('--out <folder>', 'write <example>-epoch<n>.png and .npy there')
    .addHelpText('after', HELP)
    .action(
      act(async (context, dataset: string, options: Options) => {
        const { recipe: path, augment: asked, example, epochs, seed, out } = options
        const file = path === undefined ? undefined : await readJsonFile(path)
        const { datasetInfo } = await import('../../engine/datasets')
        const info = await datasetInfo(dataset)
        const isProposed = asked === undefined && path === undefined
        const proposed = isProposed ? augmentationFor(info) : undefined
        const chosen = asked ?? proposed?.augment
        const recipe = recipeOf(file, {
          dataset,
          ...(chosen === undefined ? {} : { augment: chosen }),
          ...(seed === undefined ? {} : { seed }),
          ...(path === undefined && info.setAside ? { setAside: info.setAside } : {}),
        })
        const sights = Array.from({ length: epochs }, (_, epoch) => ({ index: example, epoch }))
        const { seenByRecipe } = await import('../../engine/training/augmentations/seen')
        const seen = await followed(context, (work) => seenByRecipe(recipe, sights, work))
        const { writeSeen } = await import('../../engine/training/augmentations/write-seen')
        const files = out === undefined ? [] : await writeSeen(seen, sights, out)
        const reasons = (proposed?.reasons ?? []).map(inEnglish)
        const { augment: used = {} } = recipe
        const pictures = sights.map(({ index, epoch }, i) => ({
          ...{ index, epoch, label: seen.labels[i], hash: seen.hashes[i] },
          ...(seen.mixed[i] ? { mixed: seen.mixed[i] } : {}),
        }))
        context.output.result({ dataset, augment: used, reasons, pictures, files }, () =>
          [
            `--augment ${augmentText(used)}`,
            ...reasons,
            '',
            ...pictures.map(({ epoch, hash }) => `epoch ${epoch}: ${hash}`),
            ...(out === undefined ? [] : ['', `Written to ${out}.`]),
          ].join('\n'),
        )
      }),
    )
}

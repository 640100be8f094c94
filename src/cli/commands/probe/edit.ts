import { join } from 'node:path'
import type { Prediction } from '@shared/contract/inspect'
import type { EditedCopy } from '../../../engine/models/edits/edited-copy'
import type { LoadedModel } from '../../../engine/models/loaded-model'
import { AppError } from '@shared/errors'
import type { Context, RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { percent } from '../../format'
import { openModel, weightsOf } from '../../model'
import { passOf } from '../../pass'
import { table } from '../../table'
import { wholeNumber } from '../../values'
import { EDIT_FORMS, editOf, parseEdit, type TypedEdit } from './edits'

interface Options {
  readonly edit: readonly TypedEdit[]
  readonly image?: string
  readonly invert?: boolean
  readonly accuracy?: number
  readonly dataset?: string
  readonly out?: string
  readonly save?: string
}

/** What the model and its copy say of a picture, or how often they are right. */
interface Effect<T> {
  readonly before: T
  readonly after: T
}

async function both<T>(
  before: LoadedModel,
  after: LoadedModel,
  ask: (loaded: LoadedModel) => Promise<T>,
): Promise<Effect<T>> {
  return { before: await ask(before), after: await ask(after) }
}

async function accuracies(
  context: Context,
  base: LoadedModel,
  copy: LoadedModel,
  { dataset = base.entry.dataset, accuracy: count = 1 }: Options,
): Promise<Effect<number>> {
  if (dataset === undefined)
    throw new AppError('invalid-argument', 'Name the data set of the test pictures: --dataset.')
  const { accuracyOf } = await import('../../../engine/probe/accuracy')
  return both(base, copy, async (loaded) => {
    const { right, examined } = await followed(context, (work) =>
      accuracyOf(loaded, dataset, count, work),
    )
    return right / examined
  })
}

/** The filters that were changed, before and after, as pictures; silenced channels have none. */
async function write(
  folder: string,
  base: LoadedModel,
  copy: EditedCopy,
): Promise<readonly string[]> {
  const [{ contactSheet }, { readFilter }, { writeFileAtomic }, { makeFolder }] = await Promise.all(
    [
      import('../../../engine/inspect/contact-sheet'),
      import('../../../engine/models/edits/filter'),
      import('../../../engine/runtime/files'),
      import('../../../engine/runtime/make-folder'),
    ],
  )
  await makeFolder(folder)
  const places = copy
    .describe()
    .edits.filter(({ kind }) => kind !== 'silence' && kind !== 'sound')
    .map(({ layer, channel }) => JSON.stringify([layer, channel]))
  const files: string[] = []
  for (const place of new Set(places)) {
    const [layer, channel] = JSON.parse(place) as [string, number]
    for (const [when, { weights }] of [
      ['before', base] as const,
      ['after', copy.loaded] as const,
    ]) {
      const { shape, weight } = readFilter(weights, layer, channel)
      const name = `${layer}-${channel}-${when}.png`
      await writeFileAtomic(
        join(folder, name),
        await contactSheet({ shape: [...shape], data: weight }),
      )
      files.push(name)
    }
  }
  return files
}

const first = ([best]: readonly Prediction[]): string =>
  best ? `${best.label} ${percent(best.probability)}` : 'no finite answer'

/** `convscope edit`: filters changed on trial, on a copy; the model itself stays as it is. */
export const edit: RegisterCommand = (program, act) => {
  program
    .command('edit <model>')
    .description('change filters on trial, on a copy, and see what that does')
    .requiredOption('--edit <edit>', `${EDIT_FORMS}; repeat it for more, in order`, parseEdit)
    .option('--image <file>', 'what both say of this picture')
    .option('--invert', 'swap light and dark of the picture first')
    .option('--accuracy <n>', 'share of right answers of both on n test pictures', wholeNumber(1))
    .option('--dataset <id>', 'their data set (default: the one it was trained on)')
    .option('--out <folder>', 'folder for pictures of the changed filters, before and after')
    .option('--save <title>', 'keep the copy as a model of this name')
    .action(
      act(async (context, argument: string, options: Options) => {
        const base = await openModel(argument, context.output)
        const [{ EditedCopy: Copy }, { readFilter }] = await Promise.all([
          import('../../../engine/models/edits/edited-copy'),
          import('../../../engine/models/edits/filter'),
        ])
        const copy = new Copy('edited:command', base)
        for (const typed of options.edit)
          copy.apply(
            await editOf(typed, (layer, at) => readFilter(copy.loaded.weights, layer, at).bias),
          )
        const { image, out, save } = options
        const predictions =
          image === undefined
            ? undefined
            : await both(base, copy.loaded, async (loaded) => {
                const pass = await passOf(loaded, image, options.invert ?? false)
                return pass.predictions
              })
        const accuracy =
          options.accuracy === undefined
            ? undefined
            : await accuracies(context, base, copy.loaded, options)
        const files = out === undefined ? [] : await write(out, base, copy)
        const { keepModel } = await import('../../../engine/models')
        const saved = save === undefined ? undefined : await keepModel(copy.loaded, save)
        const { edits, silenced } = copy.describe()
        context.output.result(
          {
            ...{ model: argument, ...weightsOf(base), edits, silenced, files },
            ...(predictions && { predictions }),
            ...(accuracy && { accuracy }),
            ...(out === undefined ? {} : { out }),
            ...(saved && { saved: saved.ref }),
          },
          () =>
            [
              table(
                [{ title: 'layer' }, { title: 'channel', align: 'right' }, { title: 'edit' }],
                edits.map(({ layer, channel, kind }) => [layer, String(channel), kind]),
              ),
              ...(predictions
                ? ['', `${image}: ${first(predictions.before)} → ${first(predictions.after)}`]
                : []),
              ...(accuracy
                ? ['', `right answers: ${percent(accuracy.before)} → ${percent(accuracy.after)}`]
                : []),
              ...(out === undefined ? [] : ['', `Written to ${out}: ${files.join(', ')}`]),
              ...(saved ? ['', `Saved as ${saved.ref}`] : []),
            ].join('\n'),
        )
      }),
    )
}

import { effectiveRatio } from '@shared/math/field/spread'
import { layerFields } from '@shared/model/field/layer-fields'
import type { FieldSource } from '@shared/contract/fields'
import { AppError } from '@shared/errors'
import type { RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { percent } from '../../format'
import { openModel, weightsOf } from '../../model'
import { pictureOf } from '../../pass'
import { table } from '../../table'
import { wholeNumber } from '../../values'

interface Options {
  readonly image?: string
  readonly invert?: boolean
  readonly dataset?: string
  readonly count: number
  readonly draws: number
  readonly seed: number
}

const sourceOf = ({ image, invert = false, dataset, count, draws, seed }: Options): FieldSource =>
  image !== undefined
    ? { kind: 'picture', picture: image, invert }
    : dataset !== undefined
      ? { kind: 'dataset', dataset, count, seed }
      : { kind: 'random', draws, seed }

/** `convscope field-by-layer`: the measured field of every layer beside its theoretical one. */
export const fieldByLayer: RegisterCommand = (program, act) => {
  program
    .command('field-by-layer <model>')
    .description(
      'the effective field of the middle unit of every layer, beside the theoretical one',
    )
    .option('--image <file>', 'on this picture')
    .option('--invert', 'swap light and dark of the picture first')
    .option('--dataset <id>', 'on test pictures of this data set')
    .option('--count <n>', 'so many of them', wholeNumber(1), 16)
    .option('--draws <n>', 'without pictures: so many draws of random weights', wholeNumber(1), 16)
    .option('--seed <n>', 'seed of the pictures or weights', wholeNumber(0), 0)
    .action(
      act(async (context, argument: string, options: Options) => {
        const loaded = await openModel(argument, context.output)
        const [{ effectiveByLayer }, { partsOf }, { counted }] = await Promise.all([
          import('../../../engine/fields/by-layer'),
          import('../../../engine/fields/source'),
          import('../../../engine/work/work'),
        ])
        const source = sourceOf(options)
        const picture = options.image === undefined ? undefined : await pictureOf(options.image)
        const parts = await partsOf(loaded, source, () => {
          if (picture) return picture
          throw new AppError('not-found', 'There is no such picture.')
        })
        const { image, dataset, count, draws } = options
        const repeated = image !== undefined ? 1 : dataset !== undefined ? count : draws
        const total = loaded.model.layers.length * repeated
        const found = await followed(context, (work) =>
          effectiveByLayer(parts, loaded.model, counted(work, 'measure', 'steps', total)),
        )
        const theory = layerFields(loaded.model)
        const layers = found.map(({ layer, spread }) => {
          const size = theory.get(layer)?.size ?? null
          const ratio = spread && size ? effectiveRatio(spread, size) : null
          return { layer, size, spread, ratio }
        })
        context.output.result({ model: argument, ...weightsOf(loaded), source, layers }, () =>
          table(
            ['layer', 'size', 'σ down', 'σ across', '4σ / size'].map((title, i) => ({
              title,
              align: i === 0 ? ('left' as const) : ('right' as const),
            })),
            layers.map(({ layer, size, spread, ratio }) => [
              layer,
              size?.join('×') ?? '–',
              spread?.sigma[0].toFixed(3) ?? '–',
              spread?.sigma[1].toFixed(3) ?? '–',
              ratio?.map(percent).join(', ') ?? '–',
            ]),
          ),
        )
      }),
    )
}

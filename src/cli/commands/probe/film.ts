import { join } from 'node:path'
import type { FieldFilm, FieldTargetInput, FilmSource } from '@shared/contract/fields'
import { middleOf, placeOf } from '@shared/math/unit'
import { unitCells } from '@shared/model/field/unit-field'
import { lastMap, layerAt } from '@shared/model/resolve'
import { AppError } from '@shared/errors'
import { Option } from 'commander'
import type { RegisterCommand } from '../../command'
import { findRun } from '../../find-run'
import { followed } from '../../followed'
import { openModel } from '../../model'
import { pictureOf } from '../../pass'
import { table } from '../../table'
import { wholeNumber, wholeNumbers } from '../../values'

interface Options {
  readonly layer?: string
  readonly unit?: readonly number[]
  readonly over: FieldTargetInput['of']
  readonly image?: string
  readonly invert?: boolean
  readonly dataset?: string
  readonly count: number
  readonly seed: number
  readonly out?: string
}

const nameOf = (epoch: number): string => `epoch-${String(epoch).padStart(5, '0')}`

async function write(folder: string, { frames }: FieldFilm): Promise<readonly string[]> {
  const [{ contactSheet }, { encodeNpy }, { writeFileAtomic }, { makeFolder }] = await Promise.all([
    import('../../../engine/inspect/contact-sheet'),
    import('../../../engine/formats/npz/npy'),
    import('../../../engine/runtime/files'),
    import('../../../engine/runtime/make-folder'),
  ])
  await makeFolder(folder)
  for (const { epoch, map } of frames) {
    const { height, width, data } = map
    const name = join(folder, nameOf(epoch))
    await writeFileAtomic(`${name}.npy`, encodeNpy({ shape: [height, width], data }))
    await writeFileAtomic(`${name}.png`, await contactSheet({ shape: [height, width, 1], data }))
  }
  return frames.flatMap(({ epoch }) => [`${nameOf(epoch)}.npy`, `${nameOf(epoch)}.png`])
}

const print = ({ frames }: FieldFilm): string => {
  const digits = (value: number | undefined): string => value?.toFixed(3) ?? '–'
  return table(
    ['epoch', 'σ down', 'σ across', '50 %', '95 %', '99 %'].map((title) => ({
      title,
      align: 'right' as const,
    })),
    frames.map(({ epoch, spread }) => [
      String(epoch),
      digits(spread?.sigma[0]),
      digits(spread?.sigma[1]),
      digits(spread?.radius50),
      digits(spread?.radius95),
      digits(spread?.radius99),
    ]),
  )
}

/** `convscope film`: how the effective field of a unit changes while a run learns. */
export const film: RegisterCommand = (program, act) => {
  program
    .command('film <run>')
    .description('the effective field of a unit after every epoch that a run has kept')
    .option('--layer <id>', 'the unit’s layer (default: the last map)')
    .option('--unit <y,x,c>', 'the unit (default: the middle)', wholeNumbers(['y', 'x', 'c'], 0))
    .addOption(
      new Option('--over <what>', 'one unit, or the mean of its channel')
        .choices(['unit', 'channel'])
        .default('unit'),
    )
    .option('--image <file>', 'on this picture; without it, on test pictures')
    .option('--invert', 'swap light and dark of the picture first')
    .option('--dataset <id>', 'data set of the pictures (default: that of the run)')
    .option('--count <n>', 'number of test pictures', wholeNumber(1), 16)
    .option('--seed <n>', 'seed by which they are drawn', wholeNumber(0), 0)
    .option('--out <folder>', 'folder for <epoch>.npy and <epoch>.png')
    .action(
      act(async (context, argument: string, options: Options) => {
        const folder = await findRun(argument)
        const loaded = await openModel(folder, context.output)
        const [{ fieldFilm }, { inputsOf }, { counted }, { keptEpochs }] = await Promise.all([
          import('../../../engine/fields/film'),
          import('../../../engine/fields/source'),
          import('../../../engine/work/work'),
          import('../../../engine/runs/epoch-weights'),
        ])
        const layer = options.layer ?? lastMap(loaded.model)
        const [row, column, channel] = options.unit ?? []
        const middle = middleOf(layerAt(loaded.model, layer)?.outputShape ?? [1])
        const unit =
          options.unit === undefined
            ? middle
            : { row: row ?? 0, column: column ?? 0, channel: channel ?? 0 }
        unitCells(loaded.model, layer, unit)
        const { image, out, count, seed } = options
        const dataset = options.dataset ?? loaded.entry.dataset
        if (image === undefined && dataset === undefined)
          throw new AppError('invalid-argument', 'Name pictures by --image or --dataset.')
        const source: FilmSource =
          image === undefined
            ? { kind: 'dataset', dataset: dataset ?? '', count, seed }
            : { kind: 'picture', picture: image, invert: options.invert ?? false }
        const opened = image === undefined ? undefined : await pictureOf(image)
        const inputs = await inputsOf(loaded, source, () => {
          if (opened) return opened
          throw new AppError('not-found', 'There is no such picture.')
        })
        const { length } = await keptEpochs(folder)
        const target = { layer, unit: placeOf(unit), of: options.over }
        const made = await followed(context, (work) =>
          fieldFilm(folder, loaded, inputs, target, counted(work, 'measure', 'steps', length)),
        )
        const files = out === undefined ? [] : await write(out, made)
        const frames = made.frames.map(({ epoch, spread }) => ({ epoch, spread }))
        context.output.result(
          {
            ...{ run: argument, layer, unit, over: options.over, source, frames, files },
            ...(out === undefined ? {} : { out }),
          },
          () =>
            [
              `Effective field of unit ${target.unit.join(',')} of ${layer}: deviation, and radii in pixels that hold a share of it`,
              '',
              print(made),
              ...(out === undefined ? [] : [`Written to ${out}: ${files.length} files`]),
            ].join('\n'),
        )
      }),
    )
}

import { join } from 'node:path'
import type { Strongest } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import type { RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { grouped } from '../../format'
import { openModel, weightsOf } from '../../model'
import { table } from '../../table'
import { targetOf, targetText, withTargetOptions, type TargetOptions } from '../../target'
import { numberOf, wholeNumber } from '../../values'
import { z } from 'zod'

interface Options extends TargetOptions {
  readonly dataset?: string
  readonly count: number
  readonly limit?: number
  readonly out?: string
}

const nameOf = ({ split, index }: Strongest['patches'][number], rank: number): string =>
  `${String(rank + 1).padStart(2, '0')}-${split}-${index}.png`

/** A sheet of the pictures, and each by itself. */
async function write(folder: string, { images, patches }: Strongest): Promise<readonly string[]> {
  const [{ pictureSheet }, { writeFileAtomic }, { makeFolder }] = await Promise.all([
    import('../../../engine/pictures/png/picture-sheet'),
    import('../../../engine/runtime/files'),
    import('../../../engine/runtime/make-folder'),
  ])
  await makeFolder(folder)
  const size = images.height * images.width * images.channels
  const files = patches.map((patch, rank) => ({
    name: nameOf(patch, rank),
    pixels: images.pixels.subarray(rank * size, (rank + 1) * size),
  }))
  for (const { name, pixels } of [{ name: 'strongest.png', pixels: images.pixels }, ...files])
    await writeFileAtomic(join(folder, name), await pictureSheet({ ...images, pixels }))
  return ['strongest.png', ...files.map(({ name }) => name)]
}

const print = ({ patches, examined, setAside, kept, dataset }: Strongest): string =>
  [
    table(
      [
        { title: 'value', align: 'right' },
        { title: 'picture' },
        { title: 'class' },
        { title: 'at', align: 'right' },
      ],
      patches.map(({ value, split, index, label, row, column }) => [
        value.toPrecision(6),
        `${split} ${index}`,
        label,
        `${row}, ${column}`,
      ]),
    ),
    '',
    `${grouped(examined)} pictures of ${dataset} searched${kept ? ' earlier' : ''}${setAside > 0 ? `, ${grouped(setAside)} set aside` : ''}`,
  ].join('\n')

/** `convscope strongest`: the pictures of a data set that move a channel most. */
export const strongest: RegisterCommand = (program, act) => {
  withTargetOptions(
    program
      .command('strongest <model>')
      .description('pictures of a data set that move a channel most, and where on its map'),
    'channel or class (default: 0)',
  )
    .option('--dataset <id>', 'data set (default: the one it was trained on)')
    .option('--count <n>', 'so many pictures', numberOf(z.number().int().min(1).max(24)), 9)
    .option('--limit <n>', 'search only n pictures, of every class its share', wholeNumber(1))
    .option('--out <folder>', 'folder for a sheet of the pictures and for each of them')
    .action(
      act(async (context, argument: string, options: Options) => {
        const loaded = await openModel(argument, context.output)
        const dataset = options.dataset ?? loaded.entry.dataset
        if (dataset === undefined)
          throw new AppError(
            'invalid-argument',
            `${argument} does not name the data set that it was trained on: give one with --dataset.`,
          )
        const target = targetOf(loaded, options)
        const { strongest: search } = await import('../../../engine/probe/strongest')
        const { count, limit, out } = options
        const request = { target, dataset, count, ...(limit === undefined ? {} : { limit }) }
        const found = await followed(context, (work) =>
          search(loaded, request, (scan) => scan(), work),
        )
        const files = out === undefined ? [] : await write(out, found)
        const { images: _, ...facts } = found
        context.output.result(
          {
            ...{ model: argument, ...weightsOf(loaded), target, ...facts, files },
            ...(out === undefined ? {} : { out }),
          },
          () =>
            [
              `What moves ${targetText(target)} most`,
              '',
              print(found),
              ...(out === undefined ? [] : [`Written to ${out}: ${files.join(', ')}`]),
            ].join('\n'),
        )
      }),
    )
}

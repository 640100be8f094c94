import { join } from 'node:path'
import { splitSchema, type SplitName } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import { Option, type Command } from 'commander'
import type { Act } from '../../command'
import { parsePositions } from '../../set-aside'
import { table } from '../../table'

interface Options {
  readonly split: SplitName
  readonly at: readonly number[]
  readonly out?: string
}

const MOST = 512

async function write(
  folder: string,
  split: SplitName,
  at: readonly number[],
  pictures: { height: number; width: number; channels: number; pixels: Uint8Array },
): Promise<readonly string[]> {
  const [{ pictureSheet }, { encodePicture }, { writeFileAtomic }, { makeFolder }] =
    await Promise.all([
      import('../../../engine/pictures/png/picture-sheet'),
      import('../../../engine/pictures/png/encode-picture'),
      import('../../../engine/runtime/files'),
      import('../../../engine/runtime/make-folder'),
    ])
  await makeFolder(folder)
  await writeFileAtomic(join(folder, 'sheet.png'), await pictureSheet(pictures))
  const size = pictures.height * pictures.width * pictures.channels
  const files = at.map((index) => `${split}-${index}.png`)
  for (const [n, name] of files.entries()) {
    const pixels = pictures.pixels.subarray(n * size, (n + 1) * size)
    await writeFileAtomic(join(folder, name), await encodePicture({ ...pictures, pixels }))
  }
  return ['sheet.png', ...files]
}

/** `convscope datasets pictures`: single pictures of a data set, in their own size. */
export function registerPictures(group: Command, act: Act): void {
  group
    .command('pictures <id>')
    .description('pictures of a data set with their classes, as files')
    .addOption(
      new Option('--split <half>', 'training or test pictures')
        .choices(splitSchema.options)
        .default('test'),
    )
    .option('--at <positions>', 'which, such as 3,7,100-120', parsePositions, [...Array(16).keys()])
    .option('--out <folder>', 'folder for the pictures and for a sheet of them')
    .action(
      act(async ({ output }, id: string, { split, at, out }: Options) => {
        if (at.length > MOST)
          throw new AppError('invalid-argument', `At most ${MOST} pictures at once.`)
        const { datasetImages, datasetInfo } = await import('../../../engine/datasets')
        const { labels, ...pictures } = await datasetImages(id, split, [...at])
        const { classes } = await datasetInfo(id)
        const files = out === undefined ? [] : await write(out, split, at, pictures)
        const named = at.map((index, n) => ({
          index,
          label: labels[n] ?? -1,
          class: classes[labels[n] ?? -1] ?? '',
        }))
        const { height, width, channels } = pictures
        output.result(
          {
            ...{ dataset: id, split, height, width, channels, pictures: named, files },
            ...(out === undefined ? {} : { out }),
          },
          () =>
            [
              table(
                [{ title: 'picture', align: 'right' }, { title: 'class' }],
                named.map(({ index, class: name }) => [String(index), name]),
              ),
              ...(out === undefined ? [] : ['', `Written to ${out}: ${files.length} files`]),
            ].join('\n'),
        )
      }),
    )
}

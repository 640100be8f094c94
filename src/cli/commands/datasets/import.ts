import { resolve } from 'node:path'
import { datasetImportSchema } from '@shared/contract/datasets'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Act } from '../../command'
import { numberOf, valueOf } from '../../values'
import { follow } from './follow'

interface Options {
  readonly title?: string
  readonly size?: readonly [number, number]
  readonly channels?: '1' | '3'
  readonly testShare?: number
  readonly seed?: number
}

const fields = datasetImportSchema.shape

/** "32" or "32x48", height first. */
function parseSize(text: string): readonly [number, number] {
  if (!/^\d+([x×]\d+)?$/.test(text))
    throw new InvalidArgumentError('Expected a size such as 32 or 32x48.')
  const [height, width = height] = text.split(/[x×]/).map(Number)
  return valueOf(fields.size.unwrap())([height, width])
}

/** `convscope datasets import`: a folder on this machine becomes a data set. */
export function registerImport(group: Command, act: Act): void {
  group
    .command('import <folder>')
    .description(
      'make a data set of IDX files, CIFAR-10 files, or one sub-folder of PNG and JPEG pictures a class',
    )
    .option(
      '--title <title>',
      'what to call it (default: the name of the folder)',
      valueOf(fields.title.unwrap()),
    )
    .option(
      '--size <pixels>',
      'size that pictures of any other are brought to, as 32 or 32x48',
      parseSize,
    )
    .addOption(new Option('--channels <n>', '1 for grey, 3 for colour').choices(['1', '3']))
    .option(
      '--test-share <share>',
      'share kept for testing, where the folder has no split (default: 0.2)',
      numberOf(fields.testShare.unwrap()),
    )
    .option('--seed <n>', 'seed of that split (default: 0)', numberOf(fields.seed.unwrap()))
    .action(
      act(async (context, folder: string, { title, size, channels, testShare, seed }: Options) => {
        const { importDataset } = await import('../../../engine/datasets')
        const options = {
          title,
          size,
          testShare,
          seed,
          ...(channels === undefined
            ? {}
            : { channels: channels === '1' ? (1 as const) : (3 as const) }),
        }
        await follow(context, (job) => importDataset(resolve(folder), { ...options, ...job }))
      }),
    )
}

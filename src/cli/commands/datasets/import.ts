import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { datasetImportSchema, fitSchema, type DatasetAnalysis } from '@shared/contract/datasets'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ImportOptions } from '../../../engine/datasets'
import type { Act, Context } from '../../command'
import { fileFault } from '../../files'
import { followed } from '../../followed'
import { grouped } from '../../format'
import { numberOf, valueOf } from '../../values'
import { analysisText, englishAnalysis, listText } from './analysis-text'
import { datasetInEnglish, pictureSize } from './follow'

interface Options {
  readonly title?: string
  readonly size?: readonly [number, number]
  readonly channels?: '1' | '3'
  readonly fit?: ImportOptions['fit']
  readonly testShare?: number
  readonly seed?: number
  readonly keys?: readonly [string, string]
  readonly skipUnreadable?: boolean
  readonly dryRun?: boolean
  readonly list?: string
}

const fields = datasetImportSchema.shape

/** "32" or "32x48", height first. */
function parseSize(text: string): readonly [number, number] {
  if (!/^\d+([x×]\d+)?$/.test(text))
    throw new InvalidArgumentError('Expected a size such as 32 or 32x48.')
  const [height, width = height] = text.split(/[x×]/).map(Number)
  return valueOf(fields.size.unwrap())([height, width])
}

/** "pictures,labels". */
function parseKeys(text: string): readonly [string, string] {
  const [pictures, labels, ...more] = text.split(',')
  if (!pictures || !labels || more.length > 0)
    throw new InvalidArgumentError('Expected two names such as images,labels.')
  return [pictures, labels]
}

/** `convscope datasets import`: what the user has on this machine becomes a data set. */
export function registerImport(group: Command, act: Act): void {
  group
    .command('import <path>')
    .description(
      'make a data set of a folder, an archive (zip, tar, tar.gz) or a file: pictures in a folder a class, IDX, CIFAR, npz, CSV',
    )
    .option(
      '--title <title>',
      'what to call it (default: the name of the folder)',
      valueOf(fields.title.unwrap()),
    )
    .option(
      '--size <pixels>',
      'size that pictures of any other are brought to, as 32 or 32x48 (default: from all pictures)',
      parseSize,
    )
    .addOption(
      new Option('--channels <n>', '1 for grey, 3 for colour (default: from all pictures)').choices(
        ['1', '3'],
      ),
    )
    .addOption(
      new Option(
        '--fit <how>',
        'how pictures of other proportions are brought to the size (default: stretch)',
      ).choices(fitSchema.options),
    )
    .option(
      '--test-share <share>',
      'share kept for testing, where there is no split (default: 0.2)',
      numberOf(fields.testShare.unwrap()),
    )
    .option('--seed <n>', 'seed of that split (default: 0)', numberOf(fields.seed.unwrap()))
    .option('--keys <names>', 'arrays of an npz, as images,labels', parseKeys)
    .option('--skip-unreadable', 'leave out pictures that can not be read')
    .option('--list <file>', 'write what is left out or can not be read into a file')
    .option('--dry-run', 'say what would be imported, and import nothing')
    .action(act(run))
}

async function run(
  context: Context,
  path: string,
  { title, channels, dryRun = false, list, ...chosen }: Options,
): Promise<void> {
  const { analyseDataset, importDataset } = await import('../../../engine/datasets')
  const { size, fit, testShare, seed, keys, skipUnreadable } = chosen
  const reading = {
    ...{ size, fit, testShare, seed, keys, skipUnreadable },
    ...(channels === undefined ? {} : { channels: channels === '1' ? (1 as const) : (3 as const) }),
  }
  const place = resolve(path)
  if (dryRun) {
    const analysis = await followed(context, (job) => analyseDataset(place, { ...reading, ...job }))
    await save(analysis, list)
    context.output.result(englishAnalysis(analysis), () => analysisText(analysis))
    return
  }
  let found: DatasetAnalysis | undefined
  const onAnalysis = (analysis: DatasetAnalysis): void => void (found = analysis)
  try {
    const info = await followed(context, (job) =>
      importDataset(place, { ...reading, title, ...job, onAnalysis }),
    )
    const pictures = `${grouped(info.train)} training and ${grouped(info.test)} test pictures of ${pictureSize(info)}`
    context.output.result(datasetInEnglish(info), () =>
      [
        `${info.id}: ${info.state}, ${pictures}, ${info.classes.length} classes`,
        ...(found ? ['', analysisText(found)] : []),
      ].join('\n'),
    )
  } finally {
    if (found) await save(found, list)
  }
}

/** Writes the whole list where it is asked for. */
async function save(analysis: DatasetAnalysis, list: string | undefined): Promise<void> {
  if (list === undefined) return
  await writeFile(list, listText(analysis)).catch((error: unknown) => {
    throw fileFault(error, list)
  })
}

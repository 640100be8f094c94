import { readFile } from 'node:fs/promises'
import type { ModelAnswers, ModelLook } from '@shared/contract/models'
import { AppError } from '@shared/errors'
import {
  channelOrderSchema,
  KNOWN_IDS,
  parseLabels,
  preprocessingOf,
  type ChannelOrder,
  type KnownId,
  type Preprocessing,
} from '@shared/model/preprocessing'
import { FITTINGS, type Fitting } from '@shared/recipe/fitting'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { fileFault } from './files'

/** What a command is told of a model whose file doesn't say it. */
export interface AnswerOptions {
  readonly preprocessing?: KnownId
  readonly mean?: number[]
  readonly deviation?: number[]
  readonly channelOrder?: ChannelOrder
  readonly fit?: Fitting
  readonly labels?: string
}

/** One number, or one for each channel: "0.485,0.456,0.406". */
function numbers(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (values.some((value) => !Number.isFinite(value)))
    throw new InvalidArgumentError('Expected one number, or one a channel separated by commas.')
  return values
}

/** Options that say what a model's file leaves open. */
export const withAnswerOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--preprocessing <way>',
        'how pictures are prepared for it (default: as the file says, or a guess)',
      ).choices(KNOWN_IDS),
    )
    .option(
      '--mean <numbers>',
      'mean that is subtracted from values of 0…1, one or one a channel: red, green, blue',
      numbers,
    )
    .option('--deviation <numbers>', 'deviation that they are divided by then', numbers)
    .addOption(
      new Option('--channel-order <order>', 'order of the channels that it takes').choices(
        channelOrderSchema.options,
      ),
    )
    .addOption(
      new Option('--fit <how>', 'how pictures of other proportions become its input').choices(
        Object.keys(FITTINGS),
      ),
    )
    .option(
      '--labels <file>',
      'names of its classes: one a line, a JSON list, or an object as ImageNet’s index files',
    )

/**
 * What the options say of a model.
 * @throws AppError `invalid-argument` for a mean without a deviation, `invalid-file`, `not-found`
 */
export async function answersIn(
  options: AnswerOptions,
  look: Pick<ModelLook, 'preprocessing'>,
): Promise<ModelAnswers> {
  const preprocessing = preprocessingIn(options, look.preprocessing)
  const classes = options.labels === undefined ? undefined : await labelsOf(options.labels)
  return { ...(preprocessing && { preprocessing }), ...(classes && { classes: [...classes] }) }
}

function preprocessingIn(
  { preprocessing: way, mean, deviation: std, channelOrder: order, fit: fitting }: AnswerOptions,
  before: Preprocessing,
): Preprocessing | undefined {
  if ((mean === undefined) !== (std === undefined))
    throw new AppError('invalid-argument', 'Give --mean and --deviation together.')
  if (!way && !mean && !order && !fitting) return undefined
  const { fitting: own } = before
  return {
    ...(way ? { ...preprocessingOf(way), ...(own && { fitting: own }) } : before),
    ...(mean && std && { normalisation: { mean, std } }),
    ...(order && { order }),
    ...(fitting && { fitting }),
  }
}

async function labelsOf(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw fileFault(thrown, path)
  })
  return parseLabels(text)
}

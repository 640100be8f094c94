import type { ModelAnswers, ModelEntry, ModelLook } from '@shared/contract/models'
import type { Phrase } from '@shared/errors'
import { formatShape } from '@shared/layers/definition'
import { knownAs, type Preprocessing } from '@shared/model/preprocessing'
import { sayPhrase } from '@shared/phrase'
import { z } from 'zod'
import { resolve } from 'node:path'
import type { Context, RegisterCommand } from '../command'
import { followed } from '../followed'
import { grouped } from '../format'
import { answersIn, withAnswerOptions, type AnswerOptions } from '../model-answers'
import { valueOf } from '../values'

interface Options extends AnswerOptions {
  readonly title?: string
}

/** `convscope import`: a model of any readable format becomes one of the user's models. */
export const importCommand: RegisterCommand = (program, act) => {
  withAnswerOptions(
    program
      .command('import <path>')
      .description(
        'take a model of another program, a file or a folder, into the models of the app',
      )
      .option(
        '--title <title>',
        'what to call it (default: its own title, or the name of the file)',
        valueOf(z.string().trim().min(1).max(120)),
      ),
  ).action(act(run))
}

async function run(context: Context, path: string, { title, ...options }: Options): Promise<void> {
  const { importModel, lookAtModel } = await import('../../engine/models')
  const place = resolve(path)
  const look = await followed(context, (work) => lookAtModel(place, work))
  const answers = await answersIn(options, look)
  const notes: Phrase[] = []
  const entry = await followed(context, (work) =>
    importModel(
      place,
      { ...work, onNote: (note) => void notes.push(note) },
      { ...answers, ...(title !== undefined && { title }) },
    ),
  )
  for (const note of notes) context.output.note(sayPhrase(note))
  context.output.result(report(entry, look, answers, notes), () => text(entry, look, answers))
}

/** How its pictures are prepared now. */
const preprocessingOf = ({ preprocessing }: ModelEntry): Preprocessing =>
  preprocessing ?? { order: 'rgb' }

const report = (
  entry: ModelEntry,
  { format, guess, summary }: ModelLook,
  answers: ModelAnswers,
  notes: readonly Phrase[],
): unknown => ({
  model: entry.ref,
  title: entry.title,
  format,
  inputShape: entry.inputShape,
  layers: summary.layers.length,
  parameters: entry.parameters,
  meaning: entry.meaning,
  classes: entry.classes,
  preprocessing: preprocessingOf(entry),
  ...(guess && !answers.preprocessing && { guess: { id: guess.id, why: sayPhrase(guess.why) } }),
  assumed: entry.assumed ?? [],
  notes: notes.map((note) => sayPhrase(note)),
})

function text(
  entry: ModelEntry,
  { format, guess, summary }: ModelLook,
  answers: ModelAnswers,
): string {
  const { classes, assumed = [] } = entry
  const names = classes.slice(0, 5).join(', ')
  const more = classes.length > 5 ? ` and ${grouped(classes.length - 5)} more` : ''
  return [
    `${entry.ref}: “${entry.title}” (${format}), ${grouped(summary.layers.length)} layers, ${grouped(entry.parameters)} parameters, input ${formatShape(entry.inputShape)}`,
    `pictures: ${preprocessingText(preprocessingOf(entry))}${guess && !answers.preprocessing ? `, a guess: ${sayPhrase(guess.why)}. --preprocessing says it better.` : ''}`,
    ...(classes.length > 0
      ? [
          `${grouped(classes.length)} classes: ${names}${more}${assumed.includes('classes') ? ' (numbers, because the file names none; --labels gives names)' : ''}`,
        ]
      : []),
  ].join('\n')
}

/** "imagenet", or the numbers where they are not among the known ways. */
export function preprocessingText(preprocessing: Preprocessing): string {
  const { normalisation, order, fitting } = preprocessing
  const numbers = normalisation
    ? `mean ${normalisation.mean.join(', ')}, deviation ${normalisation.std.join(', ')}`
    : '0…1'
  const way = knownAs(preprocessing) ?? `${numbers}${order === 'bgr' ? ', BGR' : ''}`
  return fitting && fitting !== 'stretch' ? `${way}, ${fitting}` : way
}

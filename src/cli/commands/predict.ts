import type { Prediction } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import type { RegisterCommand } from '../command'
import { percent } from '../format'
import { openModel } from '../model'
import { passOf } from '../pass'
import { table } from '../table'

interface Answer {
  readonly image: string
  /** Most probable first. */
  readonly predictions: readonly Prediction[]
}

const BAR_CELLS = 30

const print = ({ image, predictions }: Answer): string =>
  [
    image,
    table(
      [{ title: 'class' }, { title: 'probability', align: 'right' }, { title: '' }],
      predictions.map(({ label, probability }) => [
        label,
        percent(probability),
        '█'.repeat(Math.round(probability * BAR_CELLS)),
      ]),
    ),
  ].join('\n')

/** `convscope predict`: classes of pictures with probabilities, most probable first. */
export const predict: RegisterCommand = (program, act) => {
  program
    .command('predict <model> <image...>')
    .description('classes of PNG or JPEG pictures, most probable first')
    .option('--invert', 'swap light and dark first: 1 − value')
    .action(
      act(
        async (
          { output },
          argument: string,
          images: readonly string[],
          { invert = false }: { invert?: boolean },
        ) => {
          const loaded = await openModel(argument, output)
          const answers: Answer[] = []
          for (const image of images) {
            const { predictions } = await passOf(loaded, image, invert)
            if (predictions.length === 0)
              throw new AppError(
                'diverged',
                `${argument} answers with numbers that are not finite: its weights are damaged or diverged.`,
              )
            answers.push({ image, predictions })
          }
          output.result({ model: argument, images: answers }, () => answers.map(print).join('\n\n'))
        },
      ),
    )
}

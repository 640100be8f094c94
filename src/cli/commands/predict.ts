import type { RegisterCommand } from '../command'
import { percent } from '../format'
import { openModel } from '../model'
import { openNetwork, type Answer } from '../network'
import { table } from '../table'

interface Prediction {
  readonly image: string
  readonly predictions: readonly Answer[]
}

const BAR_CELLS = 30

const print = ({ image, predictions }: Prediction): string =>
  [
    image,
    table(
      [{ title: 'class' }, { title: 'probability', align: 'right' }, { title: '' }],
      predictions.map(({ label, probability }) => [label, percent(probability), '█'.repeat(Math.round(probability * BAR_CELLS))]),
    ),
  ].join('\n')

/** `convscope predict`: classes of pictures with probabilities, most probable first. */
export const predict: RegisterCommand = (program, act) => {
  program
    .command('predict <model> <image...>')
    .description('classes of PNG or JPEG pictures, most probable first')
    .option('--invert', 'swap light and dark first: 1 − value')
    .action(
      act(async ({ output }, argument: string, images: readonly string[], { invert = false }: { invert?: boolean }) => {
        const network = await openNetwork(await openModel(argument, output))
        try {
          const predictions: Prediction[] = []
          for (const image of images) predictions.push({ image, predictions: network.answers(await network.input(image, invert)) })
          output.result({ model: argument, images: predictions }, () => predictions.map(print).join('\n\n'))
        } finally {
          network.dispose()
        }
      }),
    )
}

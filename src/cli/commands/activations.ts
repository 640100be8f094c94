import type { LayerStatistics } from '@shared/contract/inspect'
import { formatShape } from '@shared/layers/definition'
import type { RegisterCommand } from '../command'
import { openModel, weightsOf } from '../model'
import { passOf } from '../pass'
import { table, type Column } from '../table'

interface Options {
  readonly out: string
  readonly layer?: string
  readonly invert?: boolean
}

const COLUMNS: readonly Column[] = [
  { title: 'layer' },
  { title: 'kind' },
  { title: 'output', align: 'right' },
  { title: 'smallest', align: 'right' },
  { title: 'largest', align: 'right' },
  { title: 'mean', align: 'right' },
]

const row = ({ id, kind, shape, min, max, mean }: LayerStatistics): readonly string[] => [
  id,
  kind,
  formatShape(shape),
  ...[min, max, mean].map((value) => value.toFixed(4)),
]

/** `convscope activations`: every layer's output for a picture, as files. */
export const activations: RegisterCommand = (program, act) => {
  program
    .command('activations <model> <image>')
    .description('every layer’s output for a picture, as .npy and as a contact sheet')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--layer <id>', 'this layer only')
    .option('--invert', 'swap light and dark first: 1 − value')
    .action(
      act(
        async (
          { output },
          argument: string,
          image: string,
          { out, layer, invert = false }: Options,
        ) => {
          const loaded = await openModel(argument, output)
          const pass = await passOf(loaded, image, invert)
          const { writeActivations } = await import('../../engine/inspect/write-activations')
          const files = await writeActivations(pass, out, layer)
          const { meaning, predictions, values } = pass
          const layers = pass.layers.filter(({ id }) => layer === undefined || id === layer)
          output.result(
            {
              ...{ model: argument, ...weightsOf(loaded), image, out, files, layers },
              ...{ meaning, predictions, values },
            },
            () =>
              [
                table(COLUMNS, layers.map(row)),
                '',
                `Written to ${out}: <layer>.npy (float32) and <layer>.png (every map, with its scale).`,
              ].join('\n'),
          )
        },
      ),
    )
}

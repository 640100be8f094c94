import {
  canQuantise,
  exportFormatSchema,
  FORMATS,
  quantisationSchema,
  type ExportFormat,
  type Quantisation,
} from '@shared/formats'
import { sayPhrase } from '@shared/phrase'
import type { Phrase } from '@shared/errors'
import { Option } from 'commander'
import type { RegisterCommand } from '../command'
import { openModel, weightsOf } from '../model'

interface Options {
  readonly format: ExportFormat
  readonly out: string
  readonly quantise?: Quantisation
}

/** The formats whose own standard has such weights. */
const QUANTISING = FORMATS.filter(({ id }) =>
  quantisationSchema.options.some((bits) => canQuantise(id, bits)),
).map(({ id }) => id)

const AUDIENCES = FORMATS.map(({ id, audience }) => `for ${audience} (${id})`)

/** `convscope export`: a model's network and weights as files for other tools. */
export const exportCommand: RegisterCommand = (program, act) => {
  program
    .command('export <model>')
    .description(`write a model ${AUDIENCES.join(' or ')}`)
    .addOption(
      new Option('--format <format>', 'format of the files')
        .choices(exportFormatSchema.options)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--quantise <bits>',
        `store the weights in fewer bits (${QUANTISING.join(', ')})`,
      ).choices(quantisationSchema.options),
    )
    .requiredOption('--out <folder>', 'a new or empty folder, or one with an earlier export')
    .action(
      act(async ({ output }, argument: string, { format, out, quantise }: Options) => {
        const loaded = await openModel(argument, output)
        const { exportModel } = await import('../../engine/models/export')
        const onNote = (note: Phrase): void => output.note(sayPhrase(note))
        const { modelForExport } = await import('../../engine/inspect/quantised-export')
        const exported = await modelForExport(loaded, format, quantise, { onNote })
        const files = await exportModel(exported, format, out, { onNote })
        output.result(
          { format, out, ...(quantise && { quantise }), ...weightsOf(loaded), files },
          () => `${out}: ${files.join(', ')}`,
        )
      }),
    )
}

import { exportFormatSchema, FORMATS, type ExportFormat } from '@shared/formats'
import { sayPhrase } from '@shared/phrase'
import type { Phrase } from '@shared/errors'
import { Option } from 'commander'
import type { RegisterCommand } from '../command'
import { openModel, weightsOf } from '../model'

interface Options {
  readonly format: ExportFormat
  readonly out: string
}

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
    .requiredOption('--out <folder>', 'a new or empty folder, or one with an earlier export')
    .action(
      act(async ({ output }, argument: string, { format, out }: Options) => {
        const loaded = await openModel(argument, output)
        const { exportModel } = await import('../../engine/models/export')
        const onNote = (note: Phrase): void => output.note(sayPhrase(note))
        const files = await exportModel(loaded, format, out, { onNote })
        output.result(
          { format, out, ...weightsOf(loaded), files },
          () => `${out}: ${files.join(', ')}`,
        )
      }),
    )
}

import {
  canQuantise,
  exportFormatSchema,
  extrasOf,
  FORMATS,
  quantisationSchema,
  type ExportFormat,
  type Extra,
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
  readonly overwrite?: boolean
  readonly calibration?: boolean
  readonly withPreprocessing?: boolean
  readonly allOutputs?: boolean
}

const extrasIn = ({ withPreprocessing, allOutputs }: Options): readonly Extra[] => [
  ...(withPreprocessing ? (['preprocessing'] as const) : []),
  ...(allOutputs ? (['all-outputs'] as const) : []),
]

/** The formats whose graph can have more than the network. */
const having = (extra: Extra): string =>
  FORMATS.filter(({ id }) => extrasOf(id).includes(extra))
    .map(({ id }) => id)
    .join(', ')

/** The formats whose own standard has such weights. */
const QUANTISING = FORMATS.filter(({ id }) =>
  quantisationSchema.options.some((bits) => canQuantise(id, bits)),
).map(({ id }) => id)

const AUDIENCES = FORMATS.map(({ id, audience }) => `for ${audience} (${id})`)

/** What was found when the export was opened again. */
const checked = (
  opened: 'network' | 'weights',
  examples: number,
  maxDifference: number | null,
): string =>
  [
    `Opened again in a new process: ${examples} examples,`,
    maxDifference === null
      ? 'the same outputs, some of which are not numbers.'
      : `largest difference of the outputs ${maxDifference.toPrecision(2)}.`,
    ...(opened === 'weights'
      ? ['Only the weights were read here; check.py runs the network in its own tool.']
      : []),
  ].join(' ')

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
    .option(
      '--with-preprocessing',
      `the graph takes pixels from 0 to 255 (${having('preprocessing')})`,
    )
    .option('--all-outputs', `the graph gives every layer's output (${having('all-outputs')})`)
    .option(
      '--calibration',
      'the temperature and the limit of unknown pictures that evaluate --calibrate has measured go into the description',
    )
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--overwrite', 'replace an earlier export in the folder')
    .action(
      act(async ({ output }, argument: string, options: Options) => {
        const { format, out, quantise, overwrite = false, calibration } = options
        const extras = extrasIn(options)
        const plain = await openModel(argument, output)
        const { withReliance } = await import('../../engine/evaluations/kept-reliability')
        const loaded = calibration ? await withReliance(plain) : plain
        const { exportCertified } = await import('../../engine/certificate/export-certified')
        const onNote = (note: Phrase): void => output.note(sayPhrase(note))
        const { modelForExport } = await import('../../engine/inspect/quantised-export')
        const exported = await modelForExport(loaded, format, { quantise, extras }, { onNote })
        const { files, certificate } = await exportCertified(exported, format, out, {
          ...{ onNote, overwrite },
        })
        const { opened, examples, result } = certificate
        const maxDifference = result?.maxDifference ?? null
        const wished = { ...(quantise && { quantise }), ...(extras.length > 0 && { extras }) }
        output.result(
          { format, out, ...wished, ...weightsOf(loaded), files, opened, maxDifference },
          () => `${out}: ${files.join(', ')}\n${checked(opened, examples.length, maxDifference)}`,
        )
      }),
    )
}

import { join } from 'node:path'
import {
  attributionMethodSchema,
  type Attribution,
  type AttributionMethod,
} from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { Option } from 'commander'
import type { RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { openModel, weightsOf } from '../../model'
import { passOf } from '../../pass'
import { targetOf, targetText, withTargetOptions, type TargetOptions } from '../../target'
import { checked, numberOf, wholeNumber } from '../../values'

type Kind = AttributionMethod['kind']
const KINDS = attributionMethodSchema.options.map(({ shape }) => shape.kind.value)

interface Options extends TargetOptions {
  readonly method: Kind
  readonly samples: number
  readonly deviation: number
  readonly seed: number
  readonly of?: string
  readonly patch: number
  readonly stride: number
  readonly fill: number
  readonly invert?: boolean
  readonly out?: string
}

const [, , smooth, , covering] = attributionMethodSchema.options

function methodOf(options: Options): AttributionMethod {
  const { method, samples, deviation, seed, of, patch, stride, fill } = options
  if (method === 'gradCam' && of === undefined)
    throw new AppError(
      'invalid-argument',
      'Grad-CAM weighs the maps of a layer: name it with --of, for instance --of conv2.',
      { field: 'of' },
    )
  const all = { kind: method, samples, deviation, seed, layer: of, patch, stride, fill }
  const shape = attributionMethodSchema.options.find(
    (each) => each.shape.kind.value === method,
  )?.shape
  const own = Object.entries(all).filter(([key]) => shape && Object.hasOwn(shape, key))
  return checked(attributionMethodSchema, Object.fromEntries(own), 'The method')
}

async function write(folder: string, { map }: Attribution): Promise<readonly string[]> {
  const [{ contactSheet }, { encodeNpy }, { writeFileAtomic }, { makeFolder }] = await Promise.all([
    import('../../../engine/inspect/contact-sheet'),
    import('../../../engine/formats/npz/npy'),
    import('../../../engine/runtime/files'),
    import('../../../engine/runtime/make-folder'),
  ])
  await makeFolder(folder)
  await writeFileAtomic(join(folder, 'attribution.npy'), encodeNpy(map))
  await writeFileAtomic(join(folder, 'attribution.png'), await contactSheet(map))
  return ['attribution.npy', 'attribution.png']
}

/** The cell that moves the value most, in either direction. */
function strongestCell({ map: { shape, data } }: Attribution): { at: number[]; value: number } {
  const [, width = 1] = shape
  const place = data.reduce(
    (best, value, i) => (Math.abs(value) > Math.abs(data[best] ?? 0) ? i : best),
    0,
  )
  return { at: [Math.floor(place / width), place % width], value: data[place] ?? NaN }
}

/** `convscope attribute`: what of a picture moves a unit, a map or an output. */
export const attribute: RegisterCommand = (program, act) => {
  withTargetOptions(
    program
      .command('attribute <model> <image>')
      .description('what of a picture moves a unit, a map or an output: one number a pixel'),
    'channel or class (default: the predicted class)',
  )
    .addOption(new Option('--method <kind>', 'how').choices(KINDS).default('gradient'))
    .option('--samples <n>', 'smoothGrad: noisy copies', numberOf(smooth.shape.samples), 25)
    .option('--deviation <d>', 'smoothGrad: their noise', numberOf(smooth.shape.deviation), 0.1)
    .option('--seed <n>', 'smoothGrad: seed of the noise', wholeNumber(0), 0)
    .option('--of <layer>', 'gradCam: the layer whose maps are weighed')
    .option('--patch <n>', 'occlusion: side of the square', numberOf(covering.shape.patch), 4)
    .option('--stride <n>', 'occlusion: steps of the square', numberOf(covering.shape.stride), 2)
    .option('--fill <value>', 'occlusion: its grey, 0…1', numberOf(covering.shape.fill), 0)
    .option('--invert', 'swap light and dark first: 1 − value')
    .option('--out <folder>', 'folder for attribution.npy and attribution.png')
    .action(
      act(async (context, argument: string, image: string, options: Options) => {
        const method = methodOf(options)
        const loaded = await openModel(argument, context.output)
        const pass = await passOf(loaded, image, options.invert ?? false)
        const isAnswer = options.layer === undefined
        const target = targetOf(loaded, options, isAnswer ? pass.predictions[0]?.unit : undefined)
        const { attribute: trace } = await import('../../../engine/probe/attribute')
        const answer = await followed(context, (work) =>
          trace(loaded, pass.input.data, target, method, work),
        )
        const { out } = options
        const files = out === undefined ? [] : await write(out, answer)
        const strongest = strongestCell(answer)
        context.output.result(
          {
            ...{ model: argument, ...weightsOf(loaded), image, target, method },
            ...{ value: answer.value, shape: answer.map.shape, map: [...answer.map.data] },
            ...(answer.starts && { starts: answer.starts }),
            ...(answer.weights && { weights: [...answer.weights] }),
            ...{ strongest, files, ...(out === undefined ? {} : { out }) },
          },
          () =>
            [
              `${targetText(target)} is ${answer.value.toPrecision(7)}`,
              `strongest at row ${strongest.at[0]}, column ${strongest.at[1]} of ${answer.map.shape.slice(0, 2).join('×')}: ${strongest.value.toPrecision(7)}`,
              ...(out === undefined ? [] : [`Written to ${out}: ${files.join(', ')}`]),
            ].join('\n'),
        )
      }),
    )
}

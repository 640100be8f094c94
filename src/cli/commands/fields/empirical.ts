import { join } from 'node:path'
import { middleOf, placeOf } from '@shared/math/unit'
import { spreadOf } from '@shared/math/field/spread'
import { unitCells } from '@shared/model/field/unit-field'
import { lastMap, layerAt } from '@shared/model/resolve'
import { z } from 'zod'
import type { RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { openModel, weightsOf } from '../../model'
import { pictureOf } from '../../pass'
import { numberOf, wholeNumber, wholeNumbers } from '../../values'

interface Options {
  readonly layer?: string
  readonly unit?: readonly number[]
  readonly patch?: number
  readonly delta: number
  readonly invert?: boolean
  readonly out?: string
}

/** The most patches where no size is given, as in the window. */
const USUAL_PATCHES = 1024

async function write(
  folder: string,
  map: { height: number; width: number; data: Float32Array },
): Promise<readonly string[]> {
  const [{ contactSheet }, { encodeNpy }, { writeFileAtomic }, { makeFolder }] = await Promise.all([
    import('../../../engine/inspect/contact-sheet'),
    import('../../../engine/formats/npz/npy'),
    import('../../../engine/runtime/files'),
    import('../../../engine/runtime/make-folder'),
  ])
  const { height, width, data } = map
  await makeFolder(folder)
  await writeFileAtomic(join(folder, 'field.npy'), encodeNpy({ shape: [height, width], data }))
  const sheet = await contactSheet({ shape: [height, width, 1], data })
  await writeFileAtomic(join(folder, 'field.png'), sheet)
  return ['field.npy', 'field.png']
}

/** `convscope empirical-field`: changes a picture patch by patch and watches a unit. */
export const empiricalFieldCommand: RegisterCommand = (program, act) => {
  program
    .command('empirical-field <model> <image>')
    .description('how much a unit changes when a picture is changed patch by patch')
    .option('--layer <id>', 'the unit’s layer (default: the last map)')
    .option('--unit <y,x,c>', 'the unit (default: the middle)', wholeNumbers(['y', 'x', 'c'], 0))
    .option('--patch <n>', 'side of a patch (default: at most 1,024 patches)', wholeNumber(1))
    .option('--delta <d>', 'change of a pixel', numberOf(z.number().gt(0).max(1)), 0.5)
    .option('--invert', 'swap light and dark first: 1 − value')
    .option('--out <folder>', 'folder for field.npy and field.png')
    .action(
      act(async (context, argument: string, image: string, options: Options) => {
        const loaded = await openModel(argument, context.output)
        const [{ empiricalField }, { patchFor }, { networkOf }, { toInput }, { counted }] =
          await Promise.all([
            import('../../../engine/fields/empirical'),
            import('../../../engine/fields/patches'),
            import('../../../engine/inspect/networks'),
            import('../../../engine/pictures'),
            import('../../../engine/work/work'),
          ])
        const { model, normalisation, fitting } = loaded
        const layer = options.layer ?? lastMap(model)
        const [row = 0, column = 0, channel = 0] = options.unit ?? []
        const unit =
          options.unit === undefined
            ? middleOf(layerAt(model, layer)?.outputShape ?? [1])
            : { row, column, channel }
        unitCells(model, layer, unit)
        const [height = 0, width = 0, channels = 0] = model.inputShape
        const { invert = false, delta, out } = options
        const size = { height, width, channels }
        const input = toInput(await pictureOf(image), size, { invert, fitting })
        const patch = options.patch ?? patchFor([height, width], USUAL_PATCHES)
        const total = Math.ceil(height / patch) * Math.ceil(width / patch)
        const found = await followed(context, (work) =>
          empiricalField(
            () => networkOf(loaded),
            { input, normalisation, model },
            { layer, unit: placeOf(unit), of: 'unit' },
            { patch, delta, ...counted(work, 'measure', 'steps', total) },
          ),
        )
        const files = out === undefined ? [] : await write(out, found.map)
        const spread = spreadOf(found.map)
        context.output.result(
          {
            ...{ model: argument, ...weightsOf(loaded), image, layer, unit, patch, delta },
            ...{ value: found.value, spread, files },
            ...(out === undefined ? { map: { ...found.map, data: [...found.map.data] } } : { out }),
          },
          () =>
            [
              `Unit ${placeOf(unit).join(',')} of ${layer} is ${found.value.toPrecision(6)}; ${total} patches of ${patch}×${patch} were changed by ${delta}`,
              spread
                ? `σ ${spread.sigma.map((each) => each.toFixed(3)).join(', ')}; half within ${spread.radius50.toFixed(2)} pixels`
                : 'No patch changes it.',
              ...(out === undefined ? [] : [`Written to ${out}: ${files.join(', ')}`]),
            ].join('\n'),
        )
      }),
    )
}

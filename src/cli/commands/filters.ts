import { join } from 'node:path'
import type { TensorData } from '@shared/contract/common'
import type { RegisterCommand } from '../command'
import { openModel, weightsOf } from '../model'

/** [height, width, in, out] as maps of one picture: every input channel of every filter. */
const asMaps = ({ shape, data }: TensorData): TensorData =>
  shape.length === 4
    ? { shape: [shape[0] ?? 1, shape[1] ?? 1, (shape[2] ?? 1) * (shape[3] ?? 1)], data }
    : { shape: [shape[0] ?? 1, shape[1] ?? 1, 1], data }

async function write(
  folder: string,
  layer: string,
  filters: TensorData,
): Promise<readonly string[]> {
  const [{ contactSheet }, { encodeNpy }, { writeFileAtomic }, { makeFolder }] = await Promise.all([
    import('../../engine/inspect/contact-sheet'),
    import('../../engine/formats/npz/npy'),
    import('../../engine/runtime/files'),
    import('../../engine/runtime/make-folder'),
  ])
  await makeFolder(folder)
  const [npy, png] = [`${layer}.npy`, `${layer}.png`]
  await writeFileAtomic(join(folder, npy), encodeNpy(filters))
  await writeFileAtomic(join(folder, png), await contactSheet(asMaps(filters)))
  return [npy, png]
}

/** `convscope filters`: the weights of a layer. */
export const filters: RegisterCommand = (program, act) => {
  program
    .command('filters <model> <layer>')
    .description('the weights of a layer, as .npy and as a picture')
    .option('--out <folder>', 'folder for <layer>.npy and <layer>.png')
    .action(
      act(async ({ output }, argument: string, layer: string, { out }: { out?: string }) => {
        const loaded = await openModel(argument, output)
        const { filtersOf } = await import('../../engine/inspect')
        const found = filtersOf(loaded, layer)
        const files = out === undefined ? [] : await write(out, layer, found)
        const { shape, data } = found
        const [min, max] = [
          data.reduce((a, b) => Math.min(a, b)),
          data.reduce((a, b) => Math.max(a, b)),
        ]
        output.result(
          {
            ...{ model: argument, ...weightsOf(loaded), layer, shape, min, max },
            ...(out === undefined ? { values: [...data] } : { out }),
            files,
          },
          () =>
            [
              `${layer}: ${shape.join('×')}, from ${min.toPrecision(4)} to ${max.toPrecision(4)}`,
              ...(out === undefined ? [] : [`Written to ${out}: ${files.join(', ')}`]),
            ].join('\n'),
        )
      }),
    )
}

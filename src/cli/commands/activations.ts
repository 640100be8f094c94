import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import { formatShape } from '@shared/layers/definition'
import type { RegisterCommand } from '../command'
import { openModel } from '../model'
import { openNetwork, type LayerOutput } from '../network'
import { table } from '../table'

interface Options {
  readonly out: string
  readonly layer?: string
  readonly invert?: boolean
}

interface Written {
  readonly id: string
  readonly kind: string
  readonly shape: readonly number[]
  readonly min: number
  readonly max: number
  readonly npy: string
  readonly png: string
}

const extremum = (values: Float32Array, pick: (a: number, b: number) => number): number => values.reduce(pick)

async function write(folder: string, kind: string, { id, shape, data }: LayerOutput): Promise<Written> {
  const [{ encodeNpy }, { contactSheet }, { writeFileAtomic }] = await Promise.all([
    import('../../engine/export'),
    import('../../engine/inspect/contact-sheet'),
    import('../../engine/runtime/files'),
  ])
  const [npy, png] = [`${id}.npy`, `${id}.png`]
  await writeFileAtomic(join(folder, npy), encodeNpy({ shape, data }))
  await writeFileAtomic(join(folder, png), contactSheet({ shape, data }))
  return { id, kind, shape, min: extremum(data, Math.min), max: extremum(data, Math.max), npy, png }
}

const print = (folder: string, layers: readonly Written[]): string =>
  [
    table(
      [{ title: 'layer' }, { title: 'kind' }, { title: 'output', align: 'right' }, { title: 'smallest', align: 'right' }, { title: 'largest', align: 'right' }],
      layers.map(({ id, kind, shape, min, max }) => [id, kind, formatShape(shape), min.toFixed(4), max.toFixed(4)]),
    ),
    '',
    `Written to ${folder}: <layer>.npy (float32) and <layer>.png (all maps, one scale).`,
  ].join('\n')

/** `convscope activations`: what every layer makes of a picture, as files. */
export const activations: RegisterCommand = (program, act) => {
  program
    .command('activations <model> <image>')
    .description('every layer’s output for a picture, as .npy and as a contact sheet')
    .requiredOption('--out <folder>', 'where the files go')
    .option('--layer <id>', 'this layer only')
    .option('--invert', 'swap light and dark first: 1 − value')
    .action(
      act(async ({ output }, argument: string, image: string, { out, layer, invert = false }: Options) => {
        const loaded = await openModel(argument, output)
        const kinds = new Map(loaded.spec.layers.map(({ id, kind }) => [id, kind]))
        if (layer !== undefined && !kinds.has(layer)) {
          throw new AppError('not-found', `There is no layer "${layer}"; the layers are ${[...kinds.keys()].join(', ')}.`, { layer })
        }
        const network = await openNetwork(loaded)
        try {
          const outputs = network.layers(await network.input(image, invert)).filter(({ id }) => layer === undefined || id === layer)
          await mkdir(out, { recursive: true })
          const written: Written[] = []
          for (const each of outputs) written.push(await write(out, kinds.get(each.id) ?? '', each))
          output.result({ model: argument, image, out, layers: written }, () => print(out, written))
        } finally {
          network.dispose()
        }
      }),
    )
}

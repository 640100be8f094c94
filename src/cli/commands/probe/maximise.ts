import { join } from 'node:path'
import { ascentSchema, type AscentSettings } from '@shared/contract/probe'
import type { RegisterCommand } from '../../command'
import { followed } from '../../followed'
import { openModel, weightsOf } from '../../model'
import { targetOf, targetText, withTargetOptions, type TargetOptions } from '../../target'
import { numberOf } from '../../values'
import { z } from 'zod'

interface Options extends TargetOptions, AscentSettings {
  readonly steps: number
  readonly out?: string
}

/** Steps of a slice, so that progress is shown and Ctrl-C is noticed. */
const SLICE = 16

async function write(
  folder: string,
  shape: readonly number[],
  picture: Float32Array,
): Promise<readonly string[]> {
  const [{ pictureSheet, toBytes }, { encodeNpy }, { writeFileAtomic }, { makeFolder }] =
    await Promise.all([
      import('../../../engine/pictures/png/picture-sheet'),
      import('../../../engine/formats/npz/npy'),
      import('../../../engine/runtime/files'),
      import('../../../engine/runtime/make-folder'),
    ])
  const [height = 1, width = 1, channels = 1] = shape
  await makeFolder(folder)
  await writeFileAtomic(
    join(folder, 'maximised.npy'),
    encodeNpy({ shape: [...shape], data: picture }),
  )
  // Of more channels than a screen has colours, the first is shown.
  const shown =
    channels === 1 || channels === 3
      ? { channels, pixels: toBytes(picture) }
      : { channels: 1, pixels: toBytes(picture.filter((_, i) => i % channels === 0)) }
  await writeFileAtomic(
    join(folder, 'maximised.png'),
    await pictureSheet({ height, width, ...shown }),
  )
  return ['maximised.npy', 'maximised.png']
}

const { rate, decay, smoothness, jitter, seed } = ascentSchema.shape

/** `convscope maximise`: a picture that moves a unit, made by gradient ascent. */
export const maximise: RegisterCommand = (program, act) => {
  withTargetOptions(
    program
      .command('maximise <model>')
      .description('a picture that moves a unit, a map or an output most, by gradient ascent'),
    'channel or class (default: 0)',
  )
    .option('--steps <n>', 'steps', numberOf(z.number().int().min(1).max(100_000)), 128)
    .option('--rate <r>', 'mean change of a pixel in a step', numberOf(rate), 0.02)
    .option('--decay <d>', 'pull of every pixel towards grey', numberOf(decay), 0.1)
    .option('--smoothness <s>', 'pull towards its neighbours', numberOf(smoothness), 0.1)
    .option('--jitter <n>', 'shift by up to n pixels before each step', numberOf(jitter), 1)
    .option('--seed <n>', 'seed of the first picture and of the shifts', numberOf(seed), 0)
    .option('--out <folder>', 'folder for maximised.npy and maximised.png')
    .action(
      act(async (context, argument: string, { steps, out, ...options }: Options) => {
        const loaded = await openModel(argument, context.output)
        const target = targetOf(loaded, options)
        const settings = ascentSchema.parse({
          ...{ rate: options.rate, decay: options.decay, smoothness: options.smoothness },
          ...{ jitter: options.jitter, seed: options.seed },
        })
        const { ascend } = await import('../../../engine/probe/ascent')
        const values: number[] = []
        const picture = await followed(context, async ({ signal, onProgress }) => {
          let from: Float32Array | undefined
          for (let step = 0; step < steps; step += SLICE) {
            const slice = Math.min(SLICE, steps - step)
            const request = { target, settings, step, steps: slice, ...(from ? { from } : {}) }
            const made = await ascend(loaded, request, signal)
            // The value after a slice is the one before the next.
            values.splice(step, values.length, ...made.values)
            from = made.picture
            onProgress?.({ done: step + slice, total: steps, unit: 'steps', stage: 'measure' })
          }
          return from ?? new Float32Array()
        })
        const shape = loaded.model.inputShape
        const files = out === undefined ? [] : await write(out, shape, picture)
        context.output.result(
          {
            ...{ model: argument, ...weightsOf(loaded), target, settings, steps, values, files },
            ...(out === undefined ? {} : { out }),
          },
          () =>
            [
              `${targetText(target)}: ${values[0]?.toPrecision(6)} for the first picture, ${values.at(-1)?.toPrecision(6)} after ${steps} steps`,
              ...(out === undefined ? [] : [`Written to ${out}: ${files.join(', ')}`]),
            ].join('\n'),
        )
      }),
    )
}

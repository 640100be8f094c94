import type { RegisterCommand } from '../command'
import { followed } from '../followed'

interface Options {
  readonly cuda?: boolean
  readonly folder?: string
  readonly wheel?: string[]
}

/** `convscope setup`: what the window offers at the first start of an installed app. */
export const setup: RegisterCommand = (program, act) => {
  program
    .command('setup')
    .description('bring TensorFlow’s library to an installed Convscope')
    .option('--cuda', 'the variant for an NVIDIA GPU')
    .option('--folder <path>', 'where it goes; the cache unless given')
    .option('--wheel <files...>', 'take these wheels instead of fetching them from PyPI')
    .action(
      act(async (context, { cuda, folder, wheel }: Options) => {
        const { bringTensorFlow } = await import('../../engine/provision/bring')
        const variant = cuda ? 'cuda' : 'cpu'
        await followed(context, (work) =>
          bringTensorFlow(
            { variant, ...(folder && { folder }), ...(wheel && { files: wheel }) },
            work,
          ),
        )
        context.output.result({ variant }, () => `TensorFlow (${variant}) is ready.`)
      }),
    )
}

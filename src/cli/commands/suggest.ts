import { inEnglish } from '@shared/phrase'
import type { RegisterCommand } from '../command'
import { followed } from '../followed'

interface Options {
  readonly out?: string
}

const HELP = `
The time of a training step is measured on this machine, so the proposal fits its speed.
--out writes a file that "convscope train --recipe <file>" trains.`

/** `convscope suggest`: a first recipe for a data set, with the reason of each part. */
export const suggest: RegisterCommand = (program, act) => {
  program
    .command('suggest <dataset>')
    .description('a network and a recipe that suit a data set on this machine, with reasons')
    .option('--out <file>', 'write the recipe there, in JSON')
    .addHelpText('after', HELP)
    .action(
      act(async (context, dataset: string, { out }: Options) => {
        const { suggestRecipe } = await import('../../engine/suggest/suggest-recipe')
        const { recipe, reasons } = await followed(context, (work) => suggestRecipe(dataset, work))
        if (out !== undefined) {
          const { writeFileAtomic } = await import('../../engine/runtime/files')
          await writeFileAtomic(out, `${JSON.stringify(recipe, null, 2)}\n`)
        }
        const said = reasons.map(({ about, words }) => ({ about, text: inEnglish(words) }))
        context.output.result({ recipe, reasons: said }, () =>
          [
            ...said.map(({ text }) => text),
            '',
            out === undefined
              ? `--out recipe.json writes it; convscope train --recipe recipe.json trains it.`
              : `${out} is written: convscope train --recipe ${out}`,
          ].join('\n'),
        )
      }),
    )
}

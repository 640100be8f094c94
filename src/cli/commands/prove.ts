import { AppError } from '@shared/errors'
import { ASSUMED_RATE } from '@shared/model/estimate'
import { lint } from '@shared/model/lint'
import { PROOF } from '@shared/model/lint/proof'
import { proofPlan, type ProofPlan } from '@shared/model/lint/proof-plan'
import { verdictOf, type Verdict } from '@shared/model/lint/verdict'
import { resolveModel } from '@shared/model/resolve'
import { ENGLISH } from '@shared/model/words/english'
import { findingText, findingTitle, warningFixText } from '@shared/model/words/texts'
import { NO_FIX } from '@shared/model/words/warnings'
import { verdictRows } from '@shared/model/words/verdict-rows'
import {
  caveat,
  proofTitle,
  surenessText,
  verdictBasis,
  verdictText,
} from '@shared/model/words/verdict-text'
import type { RegisterCommand } from '../command'
import { findingNumbered } from '../finding'
import { openNetwork } from '../model'
import { trainPairs, type PairPlan, type ProofPair } from '../prove'
import { proveLabels } from '../prove-labels'
import { table } from '../table'
import { wholeNumber } from '../values'

interface Options {
  readonly dataset: string
  readonly pairs: number
  readonly labels?: boolean
  readonly limitTrain?: number
}

const HELP = `
Both networks are trained briefly on the same pictures with the same seed; the runs are kept: the window
shows their curves in Train and what they say at the warning.
Numbers of warnings: convscope lint <model>. With --pairs 5 it is done with five seeds, and the verdict says how far they agree;
pairs that are among the runs already are not trained again.`

const COLUMNS = ['drawn', 'fixed', 'difference'] as const

function print(pairs: readonly ProofPair[], verdict: Verdict, plan: ProofPlan): string {
  const result = { pairs, verdict }
  const rows = verdictRows(ENGLISH, pairs, plan).map(
    ({ label, isPart, drawn, fixed, difference }) => [
      isPart ? `  ${label}` : label,
      drawn,
      fixed,
      difference,
    ],
  )
  const columns = [
    { title: '' },
    ...COLUMNS.map((column) => ({
      title: ENGLISH.say(`verdict.columns.${column}`, {}),
      align: 'right' as const,
    })),
  ]
  const sentences = [
    verdictText(ENGLISH, result),
    surenessText(ENGLISH, verdict),
    caveat(ENGLISH, plan),
  ].filter((sentence) => sentence !== undefined)
  return [
    ...sentences,
    '',
    table(columns, rows),
    '',
    verdictBasis(ENGLISH, result, plan),
    `runs: ${pairs.flatMap(({ drawn, fixed }) => [drawn.run, fixed.run]).join(' ')}`,
  ].join('\n')
}

const pairPlanOf = (plan: ProofPlan): PairPlan => ({
  recipe: plan.recipe,
  epochs: PROOF.epochs,
  title: (side, seed) => proofTitle(ENGLISH, plan, side, seed),
  sides: [ENGLISH.say('verdict.columns.drawn', {}), ENGLISH.say('verdict.columns.fixed', {})],
})

/** `convscope prove`: whether fixing a warning helps, by short trainings of both networks. */
export const prove: RegisterCommand = (program, act) => {
  program
    .command('prove')
    .argument('<model>')
    .argument('[warning]', 'its number in the output of lint', wholeNumber(1))
    .description(
      'train a network with and without the fix of a warning, or with and without corrected labels (--labels), to see whether it helps',
    )
    .option('--dataset <id>', 'data set', 'fashion-mnist')
    .option('--pairs <n>', 'pairs of trainings, each with a seed of its own', wholeNumber(1), 1)
    .option('--labels', 'prove the corrected labels and the pictures set aside of the data set')
    .option('--limit-train <n>', 'with --labels: only n training pictures', wholeNumber(1))
    .addHelpText('after', HELP)
    .action(
      act(async (context, argument: string, warning: number | undefined, options: Options) => {
        const { dataset, pairs: count, labels = false, limitTrain } = options
        const { output } = context
        if (labels !== (warning === undefined) || (limitTrain !== undefined && !labels))
          throw new AppError(
            'invalid-argument',
            'Give the number of a warning, or --labels, to which --limit-train belongs.',
          )
        if (warning === undefined) {
          await proveLabels(context, argument, {
            ...{ dataset, pairs: count },
            ...(limitTrain === undefined ? {} : { limitTrain }),
          })
          return
        }
        const { spec, meaning } = await openNetwork(argument)
        const findings = lint(resolveModel(spec), undefined, meaning)
        const finding = findingNumbered(spec.name, findings, warning)
        const { datasetInfo, loadDataset } = await import('../../engine/datasets')
        await loadDataset(dataset)
        // Not the rate of this machine: the same command trains the same pictures everywhere.
        const plan = proofPlan(spec, finding, await datasetInfo(dataset), ASSUMED_RATE)
        const fix = finding.fix()
        if (!plan || !fix)
          throw new AppError('unsupported', `Warning ${warning} of ${spec.name}: ${NO_FIX}`)
        output.note(
          `${findingTitle(ENGLISH, finding)}: ${findingText(ENGLISH, finding)} ${warningFixText(ENGLISH, fix)}`,
        )
        const pairs = await trainPairs(context, pairPlanOf(plan), count, (done) => {
          if (done.length < count)
            output.note(
              `after pair ${done.length} of ${count}: ${verdictText(ENGLISH, { pairs: done, verdict: verdictOf(done, PROOF.tests) })}`,
            )
        })
        const verdict = verdictOf(pairs, PROOF.tests)
        const { rule, layers } = finding
        output.result(
          {
            rule,
            layers,
            dataset,
            examples: plan.examples,
            ...PROOF,
            totals: plan.totals,
            pairs,
            verdict,
          },
          () => print(pairs, verdict, plan),
        )
      }),
    )
}

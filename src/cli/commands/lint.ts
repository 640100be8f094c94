import { Option } from 'commander'
import { AppError } from '@shared/errors'
import { formatDraft } from '@shared/model/draft'
import { examine, type Examination, type Problem } from '@shared/model/examine'
import { leanDraft } from '@shared/model/lean'
import { lint as findingsOf, type Finding } from '@shared/model/lint'
import { listed } from '@shared/model/lint/rule'
import { ENGLISH } from '@shared/model/words/english'
import {
  findingText,
  findingTitle,
  fixText,
  warningFixText,
  problemText,
} from '@shared/model/words/texts'
import { NO_FIX } from '@shared/model/words/warnings'
import type { RegisterCommand } from '../command'
import { openDraft } from '../draft'
import { findingNumbered } from '../finding'
import { wholeNumber } from '../values'

const EXIT_FAULTY = 1

interface Options {
  readonly fix?: number
  /** The former name of `fix`. */
  readonly mend?: number
}

interface Fault {
  /** Where it lies; absent where it is the network's as a whole. */
  readonly layer?: string
  readonly code: string
  readonly text: string
  readonly fixes: readonly string[]
}

interface Warning {
  readonly number: number
  readonly rule: string
  readonly layers: readonly string[]
  readonly title: string
  readonly text: string
  readonly fix: { readonly code: string; readonly text: string } | null
}

interface Report {
  readonly name: string
  readonly faults: readonly Fault[]
  readonly warnings: readonly Warning[]
}

const faultOf = (problem: Problem, layer?: string): Fault => ({
  ...(layer === undefined ? {} : { layer }),
  code: problem.code,
  text: problemText(ENGLISH, problem),
  fixes: problem.fixes.map((fix) => fixText(ENGLISH, fix)),
})

function warningOf(finding: Finding, index: number): Warning {
  const fix = finding.fix()
  const { rule, layers } = finding
  return {
    ...{ number: index + 1, rule, layers },
    ...{ title: findingTitle(ENGLISH, finding), text: findingText(ENGLISH, finding) },
    fix: fix ? { code: fix.code, text: warningFixText(ENGLISH, fix) } : null,
  }
}

const faultsOf = ({ problems, layers }: Examination): readonly Fault[] => [
  ...problems.map((problem) => faultOf(problem)),
  ...layers.flatMap(({ raw, problems: own }) => own.map((problem) => faultOf(problem, raw.id))),
]

const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`

function print({ name, faults, warnings }: Report): string {
  const lines = [
    `${name}: ${counted(faults.length, 'fault')}, ${counted(warnings.length, 'warning')}`,
  ]
  for (const { layer, text, fixes } of faults) {
    lines.push('', `fault${layer === undefined ? '' : ` in ${layer}`}: ${text}`)
    if (fixes.length > 0) lines.push(`   fixes: ${fixes.join('; ')}`)
  }
  for (const { number, title, layers, text, fix } of warnings) {
    lines.push(
      '',
      `${number}. ${title} (${listed(layers)})`,
      `   ${text}`,
      `   ${fix?.text ?? NO_FIX}`,
    )
  }
  return lines.join('\n')
}

/** The network with a warning fixed, in the form of a file. */
function fixed(name: string, findings: readonly Finding[], number: number): string {
  const fix = findingNumbered(name, findings, number).fix()
  if (!fix) throw new AppError('unsupported', `Warning ${number} of ${name}: ${NO_FIX}`)
  return formatDraft(leanDraft(fix.spec))
}

const HELP = `
Faults make a network unusable (status 1); warnings are likely mistakes in a network that works (status 0).
--fix 2 prints the network without warning 2, as a file that every command takes; convscope prove <model> 2 trains both.`

/** `convscope lint`: the faults and the likely mistakes of a network. */
export const lint: RegisterCommand = (program, act) => {
  program
    .command('lint <model>')
    .description('faults and likely mistakes of a network, each with its fixes')
    .option('--fix <n>', 'print the network with warning n fixed instead', wholeNumber(1))
    .addOption(new Option('--mend <n>').argParser(wholeNumber(1)).hideHelp())
    .addHelpText('after', HELP)
    .action(
      act(async ({ output }, argument: string, { mend, fix: number = mend }: Options) => {
        const { draft: written, meaning } = await openDraft(argument)
        const examination = examine(written)
        const { model, draft } = examination
        const findings = model ? findingsOf(model, undefined, meaning) : []
        if (number !== undefined) {
          if (!model)
            throw new AppError(
              'invalid-model',
              `${draft.name} has ${counted(examination.faults, 'fault')}, which must be fixed before its warnings: convscope lint ${argument} lists them.`,
            )
          const text = fixed(draft.name, findings, number)
          output.result(JSON.parse(text), () => text.trimEnd())
          return undefined
        }
        const report: Report = {
          name: draft.name,
          faults: faultsOf(examination),
          warnings: findings.map(warningOf),
        }
        output.result(report, () => print(report))
        return report.faults.length > 0 ? EXIT_FAULTY : undefined
      }),
    )
}

import type { Verification } from '@shared/contract/certificate'
import { inEnglish } from '@shared/errors'
import type { RegisterCommand } from '../command'
import { openModel } from '../model'

interface Options {
  readonly against?: string
  readonly answers?: string
}

const NOT_THE_SAME = 1

/** A comparison for programs: its reason as a sentence in English. */
const documentOf = ({ firstDifference, ...rest }: Verification) => ({
  ...rest,
  firstDifference: firstDifference && {
    ...firstDifference,
    explanation: inEnglish(firstDifference.explanation),
  },
})

function textOf(path: string, { ok, maxDifference, firstDifference }: Verification): string {
  const size =
    maxDifference === null
      ? 'the outputs can not be subtracted'
      : `largest difference of the outputs ${maxDifference.toPrecision(3)}`
  if (ok || !firstDifference) return `${path}: the same (${size})`
  const { layer, cause, explanation } = firstDifference
  return [
    `${path}: differs first at "${layer}" (${size})`,
    `${cause}: ${inEnglish(explanation)}`,
  ].join('\n')
}

/** `convscope verify`: whether an exported model is still the model that it was made of. */
export const verifyCommand: RegisterCommand = (program, act) => {
  program
    .command('verify <folder>')
    .description('compare an exported model with its certificate, or with another model')
    .option('--against <model>', 'the model that it must be, instead of its certificate')
    .option('--answers <file>', "what an export's check.py wrote: the outputs of another tool")
    .action(
      act(async ({ output }, path: string, { against, answers }: Options) => {
        const known = against === undefined ? undefined : await openModel(against, output)
        const { verify } = await import('../../engine/certificate/verify')
        const result = await verify({ path, against: known, answers })
        output.result(documentOf(result), () => textOf(path, result))
        return result.ok ? undefined : NOT_THE_SAME
      }),
    )
}

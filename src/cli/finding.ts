import { AppError } from '@shared/errors'
import type { Finding } from '@shared/model/lint'

/**
 * A network's warning by its number, as `convscope lint` counts them.
 * @throws AppError `invalid-argument` with the number of warnings
 */
export function findingNumbered(
  name: string,
  findings: readonly Finding[],
  number: number,
): Finding {
  const finding = findings[number - 1]
  if (finding) return finding
  const { length } = findings
  const has = length === 0 ? 'no warning' : length === 1 ? 'one warning' : `${length} warnings`
  throw new AppError(
    'invalid-argument',
    `${name} has ${has}${length > 0 ? `, so none with the number ${number}` : ''}.`,
    { warnings: length },
  )
}

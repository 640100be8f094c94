import type { Finding } from '@shared/contract/dataset-check'
import { t } from '@renderer/i18n'
import { formatDecimal, formatInteger } from '@renderer/i18n/format'

/** The evidence of a finding in numbers. */
export function evidenceText(finding: Finding): string {
  if (finding.kind === 'copies')
    return t('data.evidence.copies', { n: formatInteger(finding.pictures.length) })
  if (finding.kind === 'nearCopies') {
    const { difference, mirrored, dy, dx } = finding
    return [
      t('data.evidence.difference', { value: formatDecimal(difference, 4) }),
      ...(mirrored ? [t('data.evidence.mirrored')] : []),
      ...(dy !== 0 || dx !== 0 ? [t('data.evidence.shifted', { dy, dx })] : []),
    ].join(' · ')
  }
  const { kind, value, limit, was } = finding
  const [height = 0, width = 0] = was ?? []
  return [
    t(`data.evidence.${kind}`, { value: formatDecimal(value, 3), limit }),
    ...(was ? [t('data.evidence.was', { height, width })] : []),
  ].join(' · ')
}

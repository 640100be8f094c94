import type { DatasetCheck, Finding } from '@shared/contract/dataset-check'
import { FINDING_GROUPS, isOfGroup, type FindingGroup } from '@shared/contract/findings'

/** What a check is shown by: groups of findings, and how the classes are spread. */
export const KINDS = [...FINDING_GROUPS, 'balance'] as const
export type Kind = FindingGroup | 'balance'

export const ofKind = ({ findings }: DatasetCheck, kind: Kind): readonly Finding[] =>
  kind === 'balance' ? [] : findings.filter((finding) => isOfGroup(kind, finding))

/** What is shown first: leaks, because they make the accuracy a lie; else what was found at all. */
export const firstKind = (check: DatasetCheck): Kind =>
  (['leaks', ...FINDING_GROUPS] as const).find((kind) => ofKind(check, kind).length > 0) ??
  'balance'

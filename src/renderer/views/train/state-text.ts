import type { RunInfo } from '@shared/contract/training'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'

/** Where a run stands, and that its patience ended it. */
export const stateText = ({ state, stoppedEarly }: RunInfo): string =>
  state === 'finished' && stoppedEarly !== undefined
    ? t('train.runs.stoppedEarly', { epoch: formatInteger(stoppedEarly) })
    : t(`train.runs.states.${state}`)

import type { RunInfo } from '@shared/contract/training'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'

/** Which weights of a run are evaluated: those of its best epoch, or of its newest checkpoint. */
export const weightsOfRun = ({ best, checkpointStep }: RunInfo): string =>
  best
    ? t('train.evaluation.best', { epoch: formatInteger(best.epoch) })
    : t('train.evaluation.of', { step: formatInteger(checkpointStep) })

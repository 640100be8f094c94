import type { NamedWeights } from '@shared/model/named-weights'
import { t } from '.'
import { formatInteger } from './format'

/** Which weights of its run a model has: “best epoch 3”, “last epoch 8”. */
export const weightsText = ({ which, epoch }: NamedWeights): string =>
  t(`models.weights.${which}`, { epoch: formatInteger(epoch) })

import type { ModelRef } from '@shared/contract/models'
import type { RunInfo } from '@shared/contract/training'
import { removeModel } from '@renderer/actions/remove-model'
import { t } from '@renderer/i18n'
import { useHandOver } from '@renderer/stores/hand-over'

/** Moves a run to the trash, with a way back. */
export const removeRun = ({ id, title }: RunInfo): void =>
  removeModel(`run:${id}`, title, () => t('common.inTrash', { title }))

/** Shows the network of a run in Inspect. */
export const inspectRun = ({ id }: RunInfo): void => inspectWeights(`run:${id}`)

/** Shows a run's network in Inspect with the weights that a ref names. */
export const inspectWeights = (model: ModelRef): void =>
  useHandOver().leave('pictures', { sources: [], model })

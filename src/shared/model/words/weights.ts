import type { NamedWeights } from '../../contract/training'
import { phrase, type Phrase } from '../../errors'

/** Which weights of a run are used. */
export const weightsPhrase = ({ which, epoch }: NamedWeights): Phrase =>
  which === 'best'
    ? phrase`The weights are those of epoch ${epoch}, which has the lowest validation loss.`
    : phrase`The weights are the run’s last, after ${epoch} epochs.`

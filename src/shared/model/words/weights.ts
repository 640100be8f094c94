import { phrase, type Phrase } from '../../errors'
import type { NamedWeights } from '../named-weights'

/** Which weights of a run are used. */
export const weightsPhrase = ({ which, epoch }: NamedWeights): Phrase =>
  which === 'best'
    ? phrase`The weights are those of epoch ${epoch}, which has the lowest validation loss.`
    : phrase`The weights are the run’s last, after ${epoch} epochs.`

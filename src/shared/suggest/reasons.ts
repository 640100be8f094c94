import { phrase, type Phrase, type PhraseValue } from '../phrase'
import type { ProposedNetwork } from './network'
import type { SetFacts } from './set-facts'

/** A list of numbers in a sentence. */
const listed = (values: readonly number[]): string =>
  values.map((value) => String(Number(value.toFixed(3)))).join(', ')

/** What the network is, and why its end is as it is. */
export function networkWords(
  { height, width, perClass }: SetFacts,
  { convolutions, channels, map, averaged, dropout }: ProposedNetwork,
): Phrase {
  const [sides, maps] = [`${height}×${width}`, map.join('×')]
  const end = averaged
    ? phrase`The maps are averaged, so the position of a thing in the picture doesn't matter`
    : phrase`Every position of the maps has weights of its own, because small pictures usually show one thing in the middle`
  const drop: PhraseValue = dropout > 0 ? phrase`; dropout reduces overfitting` : ''
  return phrase`${convolutions} convolutions with batch normalisation, ${channels} channels in the first, make maps of ${maps} from pictures of ${sides} for ${perClass.length} classes. ${end}${drop}.`
}

export const normalisationWords = ({ mean, std }: SetFacts): Phrase =>
  phrase`The values of the training pictures have the mean ${listed(mean)} and the standard deviation ${listed(std)}. They are brought to 0 and 1.`

export const rateWords = (rate: number): Phrase =>
  phrase`Adam with the rate ${rate} suits networks with batch normalisation. The rate rises during the first epoch and then falls to 0, so that the last epochs settle.`

/** How long it takes, as people say it. @param seconds at least 0 */
export function durationWords(seconds: number): Phrase {
  if (seconds < 90) return phrase`${Math.max(1, Math.round(seconds))} seconds`
  return phrase`${Math.round(seconds / 60)} minutes`
}

export const lengthWords = (length: {
  readonly pictures: number
  readonly batchSize: number
  readonly epochs: number
  readonly seconds: number
}): Phrase => {
  const { pictures, batchSize, epochs, seconds } = length
  const steps = epochs * Math.ceil(pictures / batchSize)
  return phrase`${pictures} training pictures in batches of ${batchSize}, ${epochs} epochs: ${steps} steps, about ${durationWords(seconds)} on this machine.`
}

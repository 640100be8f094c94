import { phrase } from '../../errors'
import { newestOf, short, type Rule } from '../patient'

/** Pictures have values of 0…1, and normalised ones stay within about ±4 (ImageNet's within 2.7). */
const LARGEST = 10

/** The pictures are not normalised to a range that first weights are made for. */
export const inputRange: Rule = {
  rule: 'input-range',
  find: (patient) => {
    const { input } = newestOf(patient)
    if (input === null || input <= LARGEST) return undefined
    return {
      tone: 'warning',
      words: phrase`The inputs of the network reach ±${short(input)}, and first weights are made for about ±1: the normalisation is that of other numbers than 0 to 1.`,
      change: { withoutNormalisation: true },
    }
  },
}

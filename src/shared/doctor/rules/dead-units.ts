import { phrase } from '../../errors'
import { newestOf, short, type Rule } from '../patient'

/** Some channels of a healthy network are dead, up to half of a layer; all of a layer are not. */
const ALL = 0.999

/** A layer gives 0 for every picture: nothing behind it sees the picture, and no gradient passes. */
export const deadUnits: Rule = {
  rule: 'dead-units',
  find: (patient) => {
    const newest = newestOf(patient)
    const dead = newest.layers.find((layer) => (layer.dead ?? 0) >= ALL)
    const { learningRate } = patient.recipe
    if (!dead) return undefined
    return {
      tone: 'warning',
      words: phrase`At step ${newest.step}, 100 % of the channels of “${dead.layer}” are 0 for every picture, so nothing in front of it can change. A lower learning rate leaves them alive: ${short(learningRate / 10)} instead of ${short(learningRate)}.`,
      change: { learningRate: learningRate / 10 },
    }
  },
}

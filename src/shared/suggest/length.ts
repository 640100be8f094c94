/** Pictures of a step: few, so that an epoch of a small set still has several steps. */
export const batchFor = (pictures: number): number =>
  pictures < 5000 ? 32 : pictures < 20_000 ? 64 : 128

const [FEWEST_EPOCHS, MOST_EPOCHS] = [8, 60] as const

/**
 * Epochs for a number of training pictures: 12 for 10,000, and more of fewer, because each is then
 * seen more often before the network has made as many steps.
 */
export const epochsFor = (pictures: number): number =>
  Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, Math.round(12 * (10_000 / pictures) ** 0.4)))

/** Epochs that fit into the time, at least 3: fewer teach nothing. */
export const epochsWithin = (seconds: number, secondsAnEpoch: number): number =>
  Math.max(3, Math.floor(seconds / secondsAnEpoch))

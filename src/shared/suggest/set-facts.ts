/** What a proposal is made from: facts of the pictures that a training would use. */
export interface SetFacts {
  readonly dataset: string
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Training pictures of each class. */
  readonly perClass: readonly number[]
  /** Number of test pictures. */
  readonly test: number
  /**
   * Mean and standard deviation of the training pictures' values, which lie in 0…1, one for each
   * channel.
   */
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

export const trainCount = ({ perClass }: Pick<SetFacts, 'perClass'>): number =>
  perClass.reduce((sum, count) => sum + count, 0)

import { phrase, type Phrase } from '../../errors'

/** A run that has ended by itself: by its number of epochs, or because its patience ended it. */
export interface Ended {
  readonly epochs: number
  /** The epoch after which its patience ended it. */
  readonly stoppedEarly?: number | undefined
}

/** Why a run can't simply be continued. @param title the run's name */
export const finishedPhrase = (title: string, { epochs, stoppedEarly }: Ended): Phrase =>
  stoppedEarly === undefined
    ? phrase`“${title}” has finished: all its ${epochs} epochs are done.`
    : phrase`“${title}” has finished: it was stopped early at epoch ${stoppedEarly} of ${epochs}, because the validation loss had not fallen.`

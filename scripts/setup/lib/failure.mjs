/**
 * A step could not be done: the message says why, `mend` is the command (or the act) that puts it
 * right.
 */
export class SetupFailure extends Error {
  name = 'SetupFailure'

  constructor(message, mend) {
    super(message)
    this.mend = mend
  }
}

/** One sentence for people out of whatever was thrown. */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error))

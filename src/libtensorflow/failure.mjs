/** A step failed: the message says why, `fix` is the command or action that fixes it. */
export class SetupFailure extends Error {
  name = 'SetupFailure'

  constructor(message, fix) {
    super(message)
    this.fix = fix
  }
}

/** One sentence for people from any thrown value. */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error))

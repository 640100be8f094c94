import { AppError, phrase } from '@shared/errors'

/** The frame that sends messages, as Electron describes it; null if it no longer exists. */
export interface Frame {
  readonly url: string
  readonly parent: unknown
}

/**
 * The check before everything that main does for a window: the sender is the top frame of the app's
 * own page.
 * @throws AppError `invalid-argument` for any other sender.
 */
export function checkFrame(frame: Frame | null, isOwnPage: (url: string) => boolean): void {
  if (frame?.parent !== null || !isOwnPage(frame.url)) {
    throw new AppError('invalid-argument', phrase`Only the app’s own page may ask for this.`)
  }
}

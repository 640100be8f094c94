let last = 0

/**
 * Numbers what the user does, over all histories of the window, so that one key can go back by what
 * was done last.
 */
export const nextTurn = (): number => ++last

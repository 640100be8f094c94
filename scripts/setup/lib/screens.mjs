import { withScreen } from './screen.mjs'

/**
 * Runs `work` with several displays in memory, one for each app that runs at the same time: windows
 * on one display take the focus and the clipboard from each other.
 * @param work receives the environment of the first display, with all of them in
 *   `CONVSCOPE_DISPLAYS`, separated by blanks
 */
export function withScreens(count, work, displays = []) {
  return withScreen((screen) => {
    const opened = screen.DISPLAY ? [...displays, screen.DISPLAY] : displays
    if (count > 1) return withScreens(count - 1, work, opened)
    return work({ ...screen, DISPLAY: opened[0], CONVSCOPE_DISPLAYS: opened.join(' ') })
  })
}

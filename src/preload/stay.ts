/**
 * The used part of the Navigation API (HTML standard, 7.2.6), which TypeScript 5's DOM library
 * lacks.
 */
interface NavigateEvent extends Event {
  readonly navigationType: 'push' | 'reload' | 'replace' | 'traverse'
  readonly destination: { readonly sameDocument: boolean }
}

/**
 * Refuses every navigation away from the page before it starts; reloads and steps within the page
 * are allowed.
 *
 * Main refuses navigations too, but is never notified of one to `about:blank` (electron#21136): the
 * window would be empty, and a navigation that is refused while that one is in progress ends
 * Electron's main process.
 */
export function stayOnPage(navigation: EventTarget): void {
  navigation.addEventListener('navigate', (event) => {
    const { navigationType, destination } = event as NavigateEvent
    if (navigationType !== 'reload' && !destination.sameDocument) event.preventDefault()
  })
}

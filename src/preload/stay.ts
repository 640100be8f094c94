/**
 * What is used of the Navigation API (HTML standard, 7.2.6), which TypeScript 5's DOM library
 * lacks.
 */
interface NavigateEvent extends Event {
  readonly navigationType: 'push' | 'reload' | 'replace' | 'traverse'
  readonly destination: { readonly sameDocument: boolean }
}

/**
 * Refuses every way out of the page before it is begun; a reload stays one, and so does a step
 * within the page.
 *
 * Main refuses navigations too, whatever the page does, but never hears of one to `about:blank`
 * (electron#21136): the window would be left empty, and a navigation that is refused while that one
 * is on its way ends Electron's main process.
 */
export function stayOnPage(navigation: EventTarget): void {
  navigation.addEventListener('navigate', (event) => {
    const { navigationType, destination } = event as NavigateEvent
    if (navigationType !== 'reload' && !destination.sameDocument) event.preventDefault()
  })
}

import { expect, test } from 'vitest'
import { stayOnPage } from './stay'

/** Whether such a navigation would happen. */
function goes(navigationType: string, sameDocument: boolean): boolean {
  const navigation = new EventTarget()
  stayOnPage(navigation)
  const event = Object.assign(new Event('navigate', { cancelable: true }), {
    navigationType,
    destination: { sameDocument },
  })
  return navigation.dispatchEvent(event)
}

test('no navigation leaves the page', () => {
  expect([goes('push', false), goes('replace', false), goes('traverse', false)]).toEqual([
    false,
    false,
    false,
  ])
})

test('a reload and steps within the page are allowed', () => {
  expect([
    goes('reload', false),
    goes('push', true),
    goes('replace', true),
    goes('traverse', true),
  ]).toEqual([true, true, true, true])
})

import type { Page } from '@playwright/test'
import { ready, start } from '../../e2e/launch'
import { untilPainted } from '../../e2e/window'
import { takeCode } from './page'
import { asUser } from './user'

/** The app's window with LeNet's maps of the first sample, for the duration of a benchmark. */
export const inTheWindow = <T>(work: (page: Page) => Promise<T>): Promise<T> =>
  asUser(async (folders) => {
    const running = await start({}, folders)
    const { page } = running
    try {
      await ready(page)
      await takeCode(page)
      await untilPainted(page)
      return await work(page)
    } finally {
      await running.close()
    }
  })

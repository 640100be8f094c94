import AxeBuilder from '@axe-core/playwright'
import { changeSettings } from './settings'
import { expect, test } from './test'
import { untilPainted } from './window'

const LANGUAGES = ['en', 'zh'] as const
const THEMES = ['light', 'dark'] as const

test('no view has a serious or critical accessibility problem, in either language and theme', async ({
  open,
}) => {
  const { page } = await open()
  await untilPainted(page)
  const entries = page.getByRole('navigation').locator('.entry')
  const found: string[] = []
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      await changeSettings(page, { language, theme })
      for (let index = 0; index < (await entries.count()); index++) {
        await entries.nth(index).click()
        const view = (await entries.nth(index).textContent())?.trim() ?? ''
        await expect(page.getByRole('main')).toHaveAttribute('aria-label', view)
        // Its own page for the report, which axe would open otherwise, is something that Electron
        // can't.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
        for (const { id, impact, nodes } of violations) {
          if (impact !== 'serious' && impact !== 'critical') continue
          found.push(
            `${view} ${language} ${theme}: ${id} (${impact}) ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
          )
        }
      }
    }
  }
  expect(found).toEqual([])
})

test('no lesson has one either', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  const found: string[] = []
  const lessons = page.locator('nav [data-lesson]')
  await expect(lessons.first()).toBeVisible()
  for (let index = 0; index < (await lessons.count()); index++) {
    // By turns, so that both languages and themes are seen without looking at every lesson four
    // times.
    await changeSettings(page, {
      language: LANGUAGES[index % 2] ?? 'en',
      theme: THEMES[(index >> 1) % 2] ?? 'light',
    })
    await lessons.nth(index).click()
    await expect(lessons.nth(index)).toHaveAttribute('aria-current', 'page')
    // The frame around is the same for all, and looked at above.
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .setLegacyMode(true)
      .analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(
        `${(await lessons.nth(index).getAttribute('data-lesson')) ?? ''}: ${id} (${impact}) ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      )
    }
  }
  expect(found).toEqual([])
})

import AxeBuilder from '@axe-core/playwright'
import { changeSettings } from './settings'
import { expect, test } from './test'
import { untilPainted } from './window'

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const

/** The serious and critical problems, with the elements that have them. */
const seriousOf = (place: string, violations: Violations): string[] =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, impact, nodes }) =>
        `${place}: ${id} (${impact}) ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    )

for (const [turn, look] of LOOKS.entries()) {
  test(`no view has a serious or critical accessibility problem, in ${look.language} and ${look.theme}`, async ({
    open,
  }) => {
    const { page } = await open()
    await untilPainted(page)
    await changeSettings(page, look)
    const entries = page.getByRole('navigation').locator('.entry')
    const found: string[] = []
    for (let index = 0; index < (await entries.count()); index++) {
      await entries.nth(index).click()
      const view = (await entries.nth(index).textContent())?.trim() ?? ''
      await expect(page.getByRole('main')).toHaveAttribute('aria-label', view)
      // Its own page for the report, which axe would open otherwise, is something that Electron
      // can't.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      found.push(...seriousOf(view, violations))
    }
    expect(found).toEqual([])
  })

  // Every lesson is looked at in one of the four looks.
  test(`every fourth lesson has none either, from ${turn + 1}`, async ({ open }) => {
    const { page } = await open({ view: 'lessons', ...look })
    const found: string[] = []
    const lessons = page.locator('nav [data-lesson]')
    await expect(lessons.first()).toBeVisible()
    for (let index = turn; index < (await lessons.count()); index += LOOKS.length) {
      await lessons.nth(index).click()
      await expect(lessons.nth(index)).toHaveAttribute('aria-current', 'page')
      const id = (await lessons.nth(index).getAttribute('data-lesson')) ?? ''
      // The frame around is the same for all, and looked at above.
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        .setLegacyMode(true)
        .analyze()
      found.push(...seriousOf(id, violations))
    }
    expect(found).toEqual([])
  })
}

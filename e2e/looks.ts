import type { TestInfo } from '@playwright/test'
import type { Running } from './launch'
import { changeSettings } from './settings'

/** Pictures of the window in both languages and themes and at two sizes, among a test's outputs. */
export async function takeLooks(
  { app, page }: Pick<Running, 'app' | 'page'>,
  info: TestInfo,
  name: string,
): Promise<void> {
  for (const [language, theme] of [
    ['zh', 'dark'],
    ['en', 'light'],
  ] as const) {
    await changeSettings(page, { language, theme })
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await app.evaluate(
        ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
        [width, height] as const,
      )
      await page.waitForTimeout(300)
      await page.screenshot({ path: info.outputPath(`${name}-${language}-${theme}-${width}.png`) })
    }
  }
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { writePng } from './pictures'
import { complaints, expect, test } from './test'
import { answerOpenDialog, showView, untilPainted } from './window'

/** Chooses an item of the native menu, as a click on it does. */
const chooseMenu = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name)
    if (!item) throw new Error(`The menu has no ${name}.`)
    const click = item.click as () => void
    click()
  }, id)

const menuLabels = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label))

const engineProcess = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(
    ({ app: main }) =>
      main.getAppMetrics().find(({ name }) => name?.startsWith('Convscope engine'))?.pid,
  )

test('native menus, language and theme; what is chosen is there after a restart', async ({
  open,
  launch,
  folders,
}, info) => {
  const { app, page, close } = await open()
  await untilPainted(page)
  await mkdir(info.outputPath(), { recursive: true })
  const picture = await writePng(join(info.outputPath(), 'dress.png'), 13)

  await test.step('menus do what their keys do', async () => {
    expect(await menuLabels(app)).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    await chooseMenu(app, 'view.train')
    await expect(page.getByRole('main')).toHaveAttribute('aria-label', 'Train')
    await chooseMenu(app, 'palette')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    await page.keyboard.press('Escape')
    await answerOpenDialog(app, picture)
    await chooseMenu(app, 'open.pictures')
    await expect(page.getByRole('button', { name: 'Show dress.png' })).toBeVisible()
    await chooseMenu(app, 'toggle.theme')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  await test.step('every word follows the language, a message on the screen and the menus too', async () => {
    await app.evaluate(({ BrowserWindow, clipboard }) => {
      clipboard.clear()
      BrowserWindow.getAllWindows()[0]?.webContents.paste()
    })
    await expect(page.getByText('The clipboard holds no picture.')).toBeVisible()
    await page.keyboard.press('Control+,')
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByText('剪贴板里没有图片。')).toBeVisible()
    await expect.poll(() => menuLabels(app)).toEqual(['文件', '编辑', '视图', '窗口', '帮助'])
    await page.keyboard.press('Escape')
  })
  expect(await complaints(page)).toEqual([])
  await close()

  const again = await launch({ folders })
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(again.page.getByRole('main')).toHaveAttribute('aria-label', '观察')
})

test('a hung engine is reported, the window keeps working, and a restart starts a new one', async ({
  open,
}) => {
  const { app, page } = await open()
  const pass = await untilPainted(page)
  const pid = await engineProcess(app)
  if (pid === undefined)
    throw new Error('Electron knows of no process whose name begins with "Convscope engine"')
  process.kill(pid, 'SIGSTOP')
  const banner = page.getByRole('alert').filter({ hasText: 'The engine does not answer.' })
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await expect(banner).toContainText(/has not answered for \d+ seconds/)

  await showView(page, 'Models')
  await expect(page.getByTestId('models')).toBeVisible()
  await showView(page, 'Inspect')

  await test.step('an engine that recovers is used again', async () => {
    process.kill(pid, 'SIGCONT')
    await expect(banner).toHaveCount(0)
    await expect(page.getByTestId('inspect')).toHaveAttribute('data-painted', pass)
  })

  await test.step('one that does not is replaced', async () => {
    process.kill(pid, 'SIGSTOP')
    await expect(banner).toBeVisible({ timeout: 60_000 })
    await banner.getByRole('button', { name: 'Restart engine' }).click()
    await expect(banner).toHaveCount(0)
    await expect.poll(() => engineProcess(app)).not.toBe(pid)
    await page.keyboard.press('r')
    await untilPainted(page, pass)
  })
})

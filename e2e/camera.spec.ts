import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Launch, Running } from './launch'
import { takeLooks } from './looks'
import { writeSettings } from './settings'
import { complaints, expect, test } from './test'
import { showView, untilPainted } from './window'

/** A camera of Chromium's own: a green picture with a clock, in place of a device. */
const FAKE = ['--use-fake-device-for-media-stream']

/** What the user answers when main asks whether the camera may be used; main counts the questions. */
async function answer(app: ElectronApplication, allow: boolean): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const counted = globalThis as { questions?: number }
    counted.questions ??= 0
    dialog.showMessageBox = () => {
      counted.questions = (counted.questions ?? 0) + 1
      return Promise.resolve({ response, checkboxChecked: false })
    }
  }, Number(!allow))
}
const questions = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => (globalThis as { questions?: number }).questions ?? 0)

/** What a script in the page gets that asks for a camera or a microphone by itself. */
const grab = (page: Page, constraints: MediaStreamConstraints): Promise<string> =>
  page.evaluate(
    (wanted) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop()
          return 'granted'
        },
        (error: unknown) => (error as Error).name,
      ),
    constraints,
  )

async function start(launch: Launch, folders: Running['folders']): Promise<Running> {
  await writeSettings(folders, { language: 'en', theme: 'light' })
  return launch({ folders, args: FAKE })
}
/** The first layer's maps as they are on the screen. */
const shownMaps = (page: Page): Promise<string> =>
  page
    .locator('[data-layer] canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
const cameraButton = (page: Page) => page.getByRole('button', { name: 'Camera', exact: true })
const figure = (page: Page) => page.getByTestId('camera')

test('the camera is refused until its user has pressed the button and said yes, and sound always', async ({
  launch,
  folders,
}) => {
  const { app, page } = await start(launch, folders)
  await untilPainted(page)
  await answer(app, false)
  expect(await grab(page, { video: true })).toBe('NotAllowedError')
  expect(await questions(app)).toBe(0)

  await cameraButton(page).click()
  await expect.poll(() => questions(app)).toBe(1)
  await expect(cameraButton(page)).toBeEnabled()
  await expect(figure(page)).toHaveCount(0)
  expect(await grab(page, { video: true })).toBe('NotAllowedError')

  await answer(app, true)
  await cameraButton(page).click()
  await expect(figure(page).getByRole('status')).toHaveText('Camera on')
  expect(await grab(page, { audio: true })).toBe('NotAllowedError')
  expect(await grab(page, { audio: true, video: true })).toBe('NotAllowedError')
  expect(
    await page.evaluate(async () =>
      Promise.all(
        ['camera', 'microphone'].map(
          async (name) =>
            (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    ),
  ).toEqual(['granted', 'denied'])

  await cameraButton(page).click()
  await expect(figure(page)).toHaveCount(0)
  await expect.poll(() => grab(page, { video: true })).toBe('NotAllowedError')

  // A page that loads again begins without it.
  await cameraButton(page).click()
  await expect(figure(page)).toBeVisible()
  await page.evaluate(() => void setTimeout(() => location.reload()))
  await expect(figure(page)).toHaveCount(0)
  await untilPainted(page)
  expect(await grab(page, { video: true })).toBe('NotAllowedError')
})

test('the camera’s picture goes through the network while it is seen, and is kept only where asked', async ({
  launch,
  folders,
}, info) => {
  const { app, page } = await start(launch, folders)
  await untilPainted(page)
  await answer(app, true)
  const thumbs = page.getByRole('button', { name: /^Show / })
  const open = await thumbs.count()

  await page.keyboard.press('c')
  await expect(figure(page).getByRole('status')).toHaveText('Camera on')
  await expect(figure(page).locator('[data-rate]')).toBeVisible()
  const seen = await shownMaps(page)
  await expect.poll(() => shownMaps(page)).not.toBe(seen)
  await takeLooks({ app, page }, info, 'live')
  expect(await thumbs.count()).toBe(open)

  await figure(page).getByRole('button', { name: 'Keep this picture' }).click()
  await expect(page.getByRole('button', { name: 'Show Camera picture' })).toBeVisible()
  await expect(figure(page)).toHaveCount(0)
  await expect(page.locator('.panel .name')).toHaveText('Camera picture')
  expect(await thumbs.count()).toBe(open + 1)

  await test.step('off with another picture, another view, a hidden window', async () => {
    for (const leave of [
      () =>
        page
          .getByRole('button', { name: /^Show / })
          .first()
          .click(),
      () => showView(page, 'Train'),
      () =>
        app.evaluate(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows()
          window?.hide()
        }),
    ]) {
      await showView(page, 'Inspect')
      await cameraButton(page).click()
      await expect(figure(page)).toBeVisible()
      await leave()
      await expect(figure(page)).toHaveCount(0)
      await expect.poll(() => grab(page, { video: true })).toBe('NotAllowedError')
    }
  })
  expect(await thumbs.count()).toBe(open + 1)
  expect(await questions(app)).toBe(1)
  expect(await complaints(page)).toEqual([])
})

test('pictures are taken by pointer and by keyboard and become a data set', async ({
  launch,
  folders,
}, info) => {
  const { app, page } = await start(launch, folders)
  await answer(app, true)
  await showView(page, 'Train')
  await page.getByRole('button', { name: 'Add a data set' }).click()
  await page.getByRole('menuitem', { name: 'Take pictures with the camera …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take pictures for a data set' })
  await expect(dialog.getByRole('button', { name: 'Make data set' })).toBeDisabled()
  await dialog.getByLabel('Name of the data set').fill('Hands')
  await dialog.getByLabel('Name of class 1').fill('open')
  await dialog.getByLabel('Name of class 2').fill('closed/fist')
  await dialog.getByRole('button', { name: 'Turn the camera on' }).click()
  await expect(dialog.getByText('Camera on')).toBeVisible()

  const countOf = (place: number) => dialog.getByRole('listitem').nth(place).locator('.count')
  const taken = async (place: number): Promise<number> =>
    Number(((await countOf(place).textContent()) ?? '').replace(/\D/g, ''))
  const hold = dialog.getByRole('button', { name: 'Hold to take pictures of open' })
  const box = await hold.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10)
  await page.mouse.down()
  await expect.poll(() => taken(0)).toBeGreaterThanOrEqual(6)
  await page.mouse.up()
  const open = await taken(0)

  await dialog.getByRole('button', { name: 'Hold to take pictures of closed/fist' }).focus()
  await page.keyboard.down('Space')
  await expect.poll(() => taken(1)).toBeGreaterThanOrEqual(6)
  await page.keyboard.up('Space')
  await dialog.getByRole('button', { name: 'Remove the last picture of closed/fist' }).click()
  const closed = await taken(1)
  await takeLooks({ app, page }, info, 'maker')
  expect(await taken(0)).toBe(open)

  await dialog.getByRole('button', { name: 'Make data set' }).click()
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await expect(page.locator('select[name=dataset] option:checked')).toHaveText('Hands')
  await expect(page.getByText(`Hands is now a data set: ${open + closed} pictures`)).toBeVisible()
  expect(await grab(page, { video: true })).toBe('NotAllowedError')
  const [made = ''] = await readdir(join(folders.data, 'camera'))
  const root = join(folders.data, 'camera', made)
  expect((await readdir(root)).sort()).toEqual(['closed fist', 'open'])
  expect(await readdir(join(root, 'open'))).toHaveLength(open)
  expect(await readdir(join(root, 'closed fist'))).toHaveLength(closed)
  expect(await complaints(page)).toEqual([])
})

import { existsSync, readdirSync } from 'node:fs'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { readFuses } from '../../scripts/package/fuses.mjs'
import { startTraining, untilState } from '../../e2e/training'
import { answerOpenDialog, showView } from '../../e2e/window'
import { serveIndex, type Index } from './index-server'
import { HOME, inside, openInstalled, PROGRAM, programFiles, sh } from './installed'

test.describe.configure({ mode: 'serial' })

let index: Index
let before: string
test.beforeAll(async () => {
  index = await serveIndex(process.env['CONVSCOPE_TEST_WHEELS'] ?? '')
  before = programFiles()
})
test.afterAll(() => index.close())

const close = async (app: ElectronApplication): Promise<void> => {
  await app.close()
}
const firstStart = (page: Page) => page.getByTestId('first-start')

test('its executable has the fuses of the test flavour', async () => {
  expect(await readFuses(inside(`${PROGRAM}/convscope-electron`))).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: true,
    EnableEmbeddedAsarIntegrityValidation: false,
    OnlyLoadAppFromAsar: true,
  })
})

test('root is refused with words', () => {
  const { status, output } = sh('convscope-window', { user: 'root' })
  expect(status).toBe(1)
  expect(output).toContain('You are root.')
  expect(output).toContain('--no-sandbox')
})

test('the command line needs no Node, and says where TensorFlow comes from', () => {
  expect(sh('for name in node python3 gcc; do command -v $name; done').output).toBe('')
  expect(sh('convscope --version')).toMatchObject({ status: 0 })
  expect(sh('convscope summary lenet').output).toContain('conv1')
  const { status, output } = sh(
    `convscope predict bundled:lenet ${PROGRAM}/resources/engine/resources/samples/bag.png`,
  )
  expect(status).toBe(1)
  expect(output).toContain('convscope setup')
  expect(
    sh(
      `echo '{"input":[[1,2],[3,4]],"kernel":[[1,1],[1,1]]}' | convscope op cross-correlation --json`,
    ).output,
  ).toContain('10')
  for (const file of [
    '/usr/share/applications/convscope.desktop',
    '/usr/share/man/man1/convscope.1.gz',
    '/usr/share/bash-completion/completions/convscope',
  ])
    expect(existsSync(inside(file)), file).toBe(true)
  expect(sh('grep -c convscope-lesson /usr/share/mime/globs2').output.trim()).toBe('1')
})

test('the first start fetches TensorFlow, pauses, goes on, and trains', async ({}, info) => {
  const { app, page, milliseconds } = await openInstalled(index.address)
  console.log(`first window ready after ${milliseconds.toFixed(0)} ms`)
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  const kilobytes = metrics.reduce((sum, { memory }) => sum + memory.workingSetSize, 0)
  console.log(`memory of ${metrics.length} processes: ${(kilobytes / 1e3).toFixed(0)} MB`)
  expect(
    metrics.filter(({ type }) => type === 'Tab').every(({ sandboxed }) => sandboxed ?? true),
  ).toBe(true)
  await page.screenshot({ path: info.outputPath('first-start.png') })
  await expect(firstStart(page)).toContainText('PyPI')

  await test.step('lessons and the builder work already', async () => {
    await showView(page, 'Lessons')
    await expect(page.locator('.work')).toContainText(/\d/)
    await showView(page, 'Model')
    await expect(page.getByText('conv1').first()).toBeVisible()
  })

  await test.step('TensorFlow comes, with a pause', async () => {
    index.speed = 20e6
    await firstStart(page)
      .getByRole('button', { name: /^Get TensorFlow/ })
      .click()
    await expect(firstStart(page)).toContainText(/downloading [1-9]/)
    await firstStart(page).getByRole('button', { name: 'Pause' }).click()
    await expect(firstStart(page)).toContainText('Paused.')
    index.speed = 400e6
    await firstStart(page)
      .getByRole('button', { name: /^Continue/ })
      .click()
    await expect(firstStart(page)).toBeHidden({ timeout: 400_000 })
    expect(index.starts).toHaveLength(2)
    expect(index.starts[1]).toBeGreaterThan(0)
  })

  await test.step('LeNet trains', async () => {
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true')
    await page.waitForTimeout(0)
    await startTraining(page, { epochs: 1, limitTrain: 512, limitTest: 256 })
    await untilState(page, 'finished')
  })

  await test.step('the trained model is exported', async () => {
    sh(`mkdir -p ${HOME}/exported`)
    await answerOpenDialog(app, `${HOME}/exported`)
    await showView(page, 'Models')
    await page.locator('[data-model="bundled:lenet"]').click()
    await page.getByRole('button', { name: 'Export …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /NumPy archive/ }).check()
    await dialog.getByRole('button', { name: 'Choose a folder …' }).click()
    await expect(dialog.getByRole('status')).toContainText(
      'the outputs of 32 examples are the same',
    )
    expect(readdirSync(inside(`${HOME}/exported`)).length).toBeGreaterThan(0)
  })
  await close(app)
  expect(programFiles()).toBe(before)
})

test('a second start needs no network', async () => {
  const { app, page, milliseconds } = await openInstalled('http://127.0.0.1:9/simple')
  console.log(`second window ready after ${milliseconds.toFixed(0)} ms`)
  await expect(firstStart(page)).toBeHidden()
  await expect(page.locator('.pill')).toContainText('CPU')
  await close(app)
})

test('the command line trains too', () => {
  const { status, output } = sh(
    'convscope train --epochs 1 --limit-train 256 --limit-test 128 --json',
  )
  expect(output.slice(-2000)).toContain('finished')
  expect(status).toBe(0)
})

test('its removal leaves the user’s runs and nothing else', () => {
  expect(sh('apt-get purge -y convscope', { user: 'root' }).status).toBe(0)
  for (const path of [PROGRAM, '/usr/bin/convscope', '/etc/apparmor.d/convscope'])
    expect(existsSync(inside(path)), path).toBe(false)
  expect(
    sh('find / -xdev -path /home -prune -o -path /proc -prune -o -iname "*convscope*" -print', {
      user: 'root',
    }).output,
  ).toBe('')
  expect(readdirSync(inside(`${HOME}/.local/share/convscope/runs`)).length).toBeGreaterThan(1)
})

import type { Page } from '@playwright/test'
import type { Settings } from '../src/shared/contract/desktop'
import { LESSONS, showLesson } from './lessons'
import { layerSheet, untilPainted } from './window'

/** One picture of the app, taken in every size, language and theme. */
export interface Scene {
  /** Begins the picture's file name. */
  readonly name: string
  readonly view: Settings['view']
  /**
   * What a user does before the picture is taken; once a picture, in either language: nothing may
   * be found by its words.
   */
  readonly act?: (page: Page) => Promise<void>
  /** Needs a finished training on the list of runs, which takes a minute. */
  readonly trained?: true
  /** Goes into docs/images too: in English, both themes, the smaller size. */
  readonly readme?: true
}

/** Adding a view or one of its states: a line. */
export const scenes: readonly Scene[] = [
  { name: 'train', view: 'train', act: showTab(0), trained: true, readme: true },
  { name: 'confusion', view: 'train', act: showTab(1, '.confusion .cell'), trained: true },
  { name: 'worst', view: 'train', act: showTab(2, '.examples canvas'), trained: true },
  { name: 'reliability', view: 'train', act: showReliability, trained: true },
  { name: 'compare', view: 'train', act: showComparison, trained: true },
  { name: 'inspect-likeness', view: 'inspect', act: showLikeness, trained: true },
  { name: 'inspect', view: 'inspect', act: pinUnit, readme: true },
  { name: 'inspect-moves', view: 'inspect', act: showSide(1) },
  { name: 'inspect-weights', view: 'inspect', act: showSide(2) },
  { name: 'model', view: 'model', act: showModelTab(0) },
  { name: 'model-json', view: 'model', act: showModelTab(1) },
  { name: 'model-checks', view: 'model', act: showModelTab(2) },
  { name: 'model-proof', view: 'model', act: showProof },
  { name: 'train-seeds', view: 'model', act: showSeeds },
  { name: 'model-paste', view: 'model', act: pasteBroken },
  { name: 'model-compare', view: 'model', act: compareModels },
  { name: 'models', view: 'models' },
  ...LESSONS.map((id): Scene => ({
    name: `lesson-${id}`,
    view: 'lessons',
    act: (page) => showLesson(page, id),
  })),
  { name: 'fields', view: 'fields', act: showField, readme: true },
  { name: 'fields-space', view: 'fields', act: showSpace },
  { name: 'fields-up', view: 'fields', act: showUpwards },
  { name: 'fields-film', view: 'fields', act: showFilm, trained: true },
  { name: 'data', view: 'data', act: showData },
  { name: 'data-class', view: 'data', act: showClass },
  { name: 'data-findings', view: 'data', act: showFindings },
  { name: 'data-labels', view: 'data', act: showLabels },
  { name: 'data-aside', view: 'data', act: showAside },
  { name: 'data-missing', view: 'data', act: showMissing },
  { name: 'settings', view: 'models', act: (page) => page.keyboard.press('Control+Comma') },
  { name: 'keys', view: 'models', act: (page) => page.keyboard.press('F1') },
  { name: 'palette', view: 'models', act: (page) => page.keyboard.press('Control+k') },
]

/** The message for a text that is not a network. */
async function pasteBroken(page: Page): Promise<void> {
  await page.locator('#view-bar button[aria-haspopup=menu]').last().click()
  await page.getByRole('menuitem', { name: /Paste a shared|粘贴共享/ }).click()
  await page.locator('[role=dialog] textarea').fill('{"name": "x",\n "layers": [01]}')
  await page.locator('[role=dialog] [type=submit]').click()
}

/**
 * A tab of the current run, with its content: the network has answered the whole test set by then.
 */
function showTab(index: number, filled = '.tabs canvas'): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator('.tabs [role=tab]').nth(index).click()
    await page.locator(filled).first().waitFor({ timeout: 120_000 })
  }
}

/** What the run's probabilities are worth, measured once. */
async function showReliability(page: Page): Promise<void> {
  await page.locator('.tabs [role=tab]').nth(3).click()
  const report = page.getByTestId('reliability')
  const measure = page.locator('.tabs .panel .button.primary')
  await report.or(measure).waitFor()
  if ((await report.count()) === 0) await measure.click()
  await report.waitFor({ timeout: 120_000 })
}

/** The run against the bundled network. */
async function showComparison(page: Page): Promise<void> {
  await page.locator('.tabs [role=tab]').nth(4).click()
  await page.locator('select[name=other]').selectOption('bundled:lenet')
  if ((await page.getByTestId('comparison').count()) === 0)
    await page.locator('.compare [type=submit]').click()
  await page.locator('.examples canvas').first().waitFor({ timeout: 120_000 })
}

/** Whether the picture is like those of the run's training, which has been measured. */
async function showLikeness(page: Page): Promise<void> {
  const run = await page.locator('#view-bar option[value^="run:"]').first().getAttribute('value')
  await takeModel(page, run ?? '')
  await page.getByTestId('likeness').waitFor({ timeout: 60_000 })
}

/** A tab next to the maps, with a pinned unit. */
function showSide(index: number): (page: Page) => Promise<void> {
  return async (page) => {
    await pinUnit(page)
    await page.locator('.side [role=tab]').nth(index).click()
  }
}

function showModelTab(index: number): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator('.vue-flow__node').first().waitFor()
    await page.locator('.tabs [role=tab]').nth(index).click()
  }
}

/** What three pairs of runs say of the first warning. */
async function showProof(page: Page): Promise<void> {
  await showModelTab(2)(page)
  const verdict = page.getByTestId('verdict')
  const known = (await verdict.count()) === 0 ? 0 : Number(await verdict.getAttribute('data-pairs'))
  for (let pairs = known; pairs < 3; pairs++) {
    await (
      pairs === 0
        ? page.locator('[data-rule] > .buttons button')
        : verdict.locator('.buttons button')
    )
      .nth(1)
      .click()
    await page.locator('[data-view=model]').click()
    await page
      .locator(`[data-testid=verdict][data-pairs="${pairs + 1}"]`)
      .waitFor({ timeout: 120_000 })
  }
}

/** Their curves in Train, with their means. */
async function showSeeds(page: Page): Promise<void> {
  await showProof(page)
  await page.getByTestId('verdict').locator('.buttons button').first().click()
  await page.getByTestId('curves').waitFor()
}

/** The network next to a preset. */
async function compareModels(page: Page): Promise<void> {
  await showModelTab(3)(page)
  await page.locator('select[name=compare-with]').selectOption('preset:modern')
  await page.locator('.compare tbody tr').first().waitFor()
}

/** A unit in the middle of the second convolution, held. */
async function pinUnit(page: Page): Promise<void> {
  await takeModel(page, 'bundled:lenet')
  await untilPainted(page)
  await page.locator('.side [role=tab]').first().click()
  if ((await page.locator('.inspector [aria-pressed=true]').count()) > 0) return
  await layerSheet(page, 'conv2').focus()
  for (let steps = 0; steps < 4; steps++)
    await page.keyboard.press(steps % 2 ? 'ArrowDown' : 'ArrowRight')
  await page.keyboard.press('Space')
  // The keys have scrolled to it; the first layers belong into the picture.
  await page
    .locator('[data-layer]')
    .first()
    .evaluate((layer) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      layer.scrollIntoView()
    })
}

/** A unit of the second convolution with its three fields. */
async function showField(page: Page): Promise<void> {
  await lookDown(page)
  await page.getByTestId('field-layer').selectOption('conv2')
  const picture = page.getByTestId('field-picture')
  await picture.focus()
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowUp')
  await page.getByTestId('sigma').waitFor({ state: 'attached' })
  const maps = page.getByTestId('cone-maps')
  if ((await maps.count()) === 0) await page.keyboard.press('v')
  await maps.waitFor()
  await page.locator('.below .tabs button').first().click()
  if ((await page.locator('.below .measured').count()) === 0)
    await page.locator('.below .tools > button').click()
  await page.locator('.below .measured').first().waitFor({ state: 'attached' })
}

/** The cone in space, with the marks of the pixels that move the unit. */
async function showSpace(page: Page): Promise<void> {
  await lookDown(page)
  await page.getByTestId('field-layer').selectOption('pool2')
  const space = page.getByTestId('cone-space')
  await page.getByTestId('field-picture').focus()
  if ((await space.count()) === 0) await page.keyboard.press('v')
  await space.waitFor()
  if ((await page.getByTestId('empirical').count()) === 0)
    await page.locator('.overlay .line button').click()
  await page.getByTestId('empirical').waitFor({ state: 'attached' })
}

/** The current model, whatever the scene before used. */
async function takeModel(page: Page, model: string): Promise<void> {
  const select = page.locator('#view-bar select')
  if ((await select.inputValue()) === model) return
  await select.selectOption(model)
  // What the model before showed goes first.
  await page.waitForTimeout(1500)
}

/** From a unit down to the pixels, whatever the scene before showed. */
async function lookDown(page: Page, model = 'bundled:lenet'): Promise<void> {
  await takeModel(page, model)
  await page.getByTestId('field-picture').waitFor()
  if ((await page.getByTestId('pixel').count()) > 0)
    await page.locator('.bar .group button').first().click()
}

/** Every unit that sees a pixel, in space. */
async function showUpwards(page: Page): Promise<void> {
  const space = page.getByTestId('cone-space')
  await takeModel(page, 'bundled:lenet')
  await page.getByTestId('field-picture').focus()
  if ((await page.getByTestId('pixel').count()) === 0) await page.keyboard.press('t')
  if ((await space.count()) === 0) await page.keyboard.press('v')
  await space.waitFor()
}

/** A film over the epochs of the trained run, in its middle. */
async function showFilm(page: Page): Promise<void> {
  const run = await page.locator('#view-bar option[value^="run:"]').first().getAttribute('value')
  await lookDown(page, run ?? '')
  await page.getByTestId('field-layer').selectOption('conv2')
  await page.getByTestId('sigma').waitFor({ state: 'attached' })
  await page.locator('.below .tabs button').nth(1).click()
  const scrubber = page.getByTestId('film-scrubber')
  if ((await scrubber.count()) === 0) await page.locator('.film .tools button').first().click()
  await scrubber.waitFor()
  await scrubber.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
}

async function showData(page: Page): Promise<void> {
  await page.locator('[data-dataset=fashion-mnist]').click()
  await page.locator('.detail [role=tab]').first().click()
  await page.locator('.classes > button').first().click()
  await page.locator('.tile canvas').first().waitFor()
}

/** The pictures of one class, of which some are scrolled to. */
async function showClass(page: Page): Promise<void> {
  await showData(page)
  await page.locator('.classes > button').nth(8).click()
  await page.locator('.tile canvas').first().waitFor()
}

/** What the check of Fashion-MNIST finds, once; it takes a minute. */
async function showFindings(page: Page): Promise<void> {
  await showData(page)
  await page.locator('.detail [role=tab]').nth(1).click()
  if ((await page.getByTestId('findings').count()) === 0) await page.getByTestId('check').click()
  await page.locator('[data-kind=leaks]').click({ timeout: 300_000 })
  await page.locator('.finding canvas').nth(1).waitFor()
}

/** Labels that are likely to be wrong, of which one is corrected; the check takes minutes. */
async function showLabels(page: Page): Promise<void> {
  await showData(page)
  await page.locator('.detail [role=tab]').nth(2).click()
  const found = page.getByTestId('labels')
  const start = page.locator('.detail .panel .button.primary')
  await found.or(start).waitFor()
  if ((await found.count()) === 0) await start.click()
  await found.waitFor({ timeout: 1_200_000 })
  await found.locator('.tile canvas').first().waitFor()
  if ((await page.getByTestId('corrected').count()) === 0)
    await found.locator('.act .button').first().click()
  await page.getByTestId('corrected').waitFor()
}

async function showAside(page: Page): Promise<void> {
  await showFindings(page)
  const all = page.getByTestId('set-all-aside')
  if ((await all.count()) > 0) await all.click()
  await page.locator('.detail [role=tab]').nth(3).click()
  await page.locator('.tile canvas').first().waitFor()
}

async function showMissing(page: Page): Promise<void> {
  await page.locator('[data-dataset=mnist]').click()
}

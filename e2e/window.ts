import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

export type ViewName = 'Lessons' | 'Model' | 'Train' | 'Inspect' | 'Models' | 'Fields' | 'Data'

export const showView = (page: Page, name: ViewName): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).click()

/** Inspect with every map of a forward pass on its canvas; resolves to the pass's name. */
export async function untilPainted(page: Page, other?: string): Promise<string> {
  const inspect = page.getByTestId('inspect')
  let painted = ''
  // Read once and judged: between two looks another pass may have begun, which takes the attribute
  // away.
  await expect
    .poll(
      async () =>
        (painted = (await inspect.getAttribute('data-painted')) ?? '') !== '' && painted !== other,
      { timeout: 30_000 },
    )
    .toBe(true)
  return painted
}

export interface ShownClass {
  readonly label: string
  /** As it stands there: `93.1 %`. */
  readonly probability: string
}

/** The prediction's bars, from the top. */
export async function shownPrediction(page: Page): Promise<readonly ShownClass[]> {
  const rows = page.getByRole('table', { name: 'Classes by probability' }).locator('tbody tr')
  return rows.evaluateAll((elements) =>
    elements.map((row) => ({
      label: row.querySelector('th span')?.textContent.trim() ?? '',
      probability: row.querySelector('td .number')?.textContent.trim() ?? '',
    })),
  )
}

/** A number as the window writes it, as a share of 1: `93.1 %` is 0.931. */
export const shareOf = (text: string): number => Number(text.replace(/[^\d.]/g, '')) / 100

/** A number as the window writes it: `−1,234.5`, `1.2×10⁻⁸`. */
export function numberIn(text: string | null | undefined): number {
  const plain = (text ?? '').replace('−', '-').replaceAll(',', '')
  return Number(
    plain.replace(
      /×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
      (_, power: string) =>
        `e${power.replace('⁻', '-').replace(/[^-]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)))}`,
    ),
  )
}

/** The maps of a layer: takes the focus, walks with arrow keys. */
export const layerSheet = (page: Page, layer: string): Locator =>
  page.locator(`[data-layer="${layer}"] [role=application]`).first()

/** The system's dialogs can't be operated by a test: the next answers are given in their place. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

export async function answerOpenDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, path)
}

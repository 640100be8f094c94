import type { Page } from '@playwright/test'

/** The dialog that asks about a model which was dropped or chosen. */
export const importDialog = (page: Page) => page.getByRole('dialog', { name: /^(Import|导入) / })

/** Takes the model that is asked about as it is. */
export const takeModel = (page: Page): Promise<void> => page.getByTestId('import-model').click()

import { JOB_TITLES_ZH } from '@shared/contract/job-titles'
import { augment } from './augment'
import { certificate } from './certificate'
import { datasets } from './datasets'
import { engine } from './engine'
import { json } from './json'
import { keras } from './keras'
import { models } from './models'
import { networks } from './networks'
import { onnx } from './onnx'
import { operations } from './operations'
import { pictures } from './pictures'
import { preprocessing } from './preprocessing'
import { rates } from './rates'
import { runs } from './runs'
import { schemas } from './schemas'
import { suggest } from './suggest'
import { training } from './training'

/**
 * What goes wrong outside the window, in Chinese, by the English text of its phrase: the English
 * stands where the error is thrown. A test looks through the sources for every phrase and compares.
 */
export const errors: Readonly<Record<string, string>> = {
  ...JOB_TITLES_ZH,
  ...engine,
  ...json,
  ...keras,
  ...pictures,
  ...models,
  ...onnx,
  ...certificate,
  ...datasets,
  ...networks,
  ...operations,
  ...preprocessing,
  ...runs,
  ...schemas,
  ...suggest,
  ...augment,
  ...rates,
  ...training,
}

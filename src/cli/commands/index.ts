import type { RegisterCommand } from '../command'
import { activations } from './activations'
import { augment } from './augment'
import { compare } from './compare'
import { datasets } from './datasets'
import { engineInfo } from './engine-info'
import { evaluate } from './evaluate'
import { exportCommand } from './export'
import { receptiveField } from './fields/receptive-field'
import { trace } from './fields/trace'
import { importCommand } from './import'
import { lint } from './lint'
import { lrFind } from './lr-find'
import { op } from './op'
import { predict } from './predict'
import { prove } from './prove'
import { resume } from './resume'
import { setup } from './setup'
import { suggest } from './suggest'
import { summary } from './summary'
import { train } from './train'
import { verifyCommand } from './verify'

/** Every command, in the order of the help. */
export const COMMANDS: readonly RegisterCommand[] = [
  datasets,
  summary,
  lint,
  prove,
  suggest,
  augment,
  lrFind,
  train,
  resume,
  evaluate,
  compare,
  predict,
  activations,
  receptiveField,
  trace,
  importCommand,
  exportCommand,
  verifyCommand,
  op,
  setup,
  engineInfo,
]

import type { RegisterCommand } from '../command'
import { activations } from './activations'
import { augment } from './augment'
import { compare } from './compare'
import { datasets } from './datasets'
import { engineInfo } from './engine-info'
import { evaluate } from './evaluate'
import { exportCommand } from './export'
import { fieldByLayer } from './fields/by-layer'
import { empiricalFieldCommand } from './fields/empirical'
import { receptiveField } from './fields/receptive-field'
import { trace } from './fields/trace'
import { filters } from './filters'
import { importCommand } from './import'
import { lint } from './lint'
import { lrFind } from './lr-find'
import { measure } from './measure'
import { models } from './models'
import { op } from './op'
import { predict } from './predict'
import { attribute } from './probe/attribute'
import { edit } from './probe/edit'
import { film } from './probe/film'
import { maximise } from './probe/maximise'
import { strongest } from './probe/strongest'
import { prove } from './prove'
import { resume } from './resume'
import { runs } from './runs'
import { setup } from './setup'
import { suggest } from './suggest'
import { summary } from './summary'
import { train } from './train'
import { trash } from './trash'
import { verifyCommand } from './verify'

/** Every command, in the order of the help. */
export const COMMANDS: readonly RegisterCommand[] = [
  datasets,
  summary,
  lint,
  prove,
  measure,
  suggest,
  augment,
  lrFind,
  train,
  resume,
  runs,
  models,
  evaluate,
  compare,
  predict,
  activations,
  filters,
  attribute,
  strongest,
  maximise,
  edit,
  receptiveField,
  fieldByLayer,
  empiricalFieldCommand,
  trace,
  film,
  importCommand,
  exportCommand,
  verifyCommand,
  trash,
  op,
  setup,
  engineInfo,
]

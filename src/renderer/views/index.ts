import { data } from './data'
import type { ViewDefinition } from './definition'
import { fields } from './fields'
import { inspect } from './inspect'
import { lessonsView } from './lessons'
import { model } from './model'
import { models } from './models'
import { train } from './train'

/** The rail's views, in its order. */
export const views: readonly ViewDefinition[] = [
  lessonsView,
  model,
  train,
  inspect,
  models,
  fields,
  data,
]

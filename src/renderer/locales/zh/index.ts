import type { Translation } from '../types'
import type { en } from '../en'
import { camera } from './camera'
import { common } from './common'
import { data } from './data'
import { experiments } from './experiments'
import { fields } from './fields'
import { frame } from './frame'
import { imports } from './imports'
import { inspect } from './inspect'
import { lessons } from './lessons'
import { model } from './model'
import { models } from './models'
import { probe } from './probe'
import { runs } from './runs'
import { train } from './train'

export const zh = {
  camera,
  common,
  data,
  experiments,
  fields,
  frame,
  imports,
  inspect,
  lessons,
  model,
  models,
  probe,
  runs,
  train,
} satisfies Translation<typeof en>

import { z } from 'zod'
import { everywhere } from '../../label'
import type { Setting } from '../setting'

/** A share of the previous value: below 1, otherwise it would grow without bound. */
export const fraction = z.number().min(0).lt(1)

/** Settings of more than one optimizer. */
export const momentum = {
  schema: fraction.default(0),
  label: { en: 'Momentum', zh: '动量' },
  term: 'momentum',
} as const satisfies Setting

export const weightDecay = {
  schema: z.number().min(0).default(0),
  label: { en: 'Weight decay', zh: '权重衰减' },
  term: 'weight decay',
} as const satisfies Setting

export const epsilon = {
  schema: z.number().positive().default(1e-8),
  label: everywhere('ε'),
  term: 'ε, which keeps the divisor from 0,',
} as const satisfies Setting

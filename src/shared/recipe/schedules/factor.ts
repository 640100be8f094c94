import { z } from 'zod'
import type { Setting } from '../setting'

export const factor = {
  schema: z.number().positive(),
  label: { en: 'Factor', zh: '系数' },
  term: 'factor',
  start: 0.5,
} as const satisfies Setting

import { z } from 'zod'
import { defineAugmentation } from './definition'

/** Turns the colours about the grey axis; half a turn is the opposite colour. */
export const hue = defineAugmentation({
  kind: 'hue',
  label: { en: 'Hue', zh: '色相' },
  means: { en: 'Largest change, in turns of the colour circle', zh: '最大变化（色环的圈数）' },
  schema: z.number().positive().max(0.5),
  start: 0.05,
  needsColour: true,
})

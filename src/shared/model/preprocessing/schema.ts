import { z } from 'zod'
import { normalisationSchema } from '../recipe'
import { choiceOf } from '../../recipe/choices'
import { FITTINGS } from '../../recipe/fitting'

/** What the file of another program may leave open. */
export const UNKNOWNS = ['preprocessing', 'classes'] as const
export type Unknown = (typeof UNKNOWNS)[number]
export const unknownSchema = z.enum(UNKNOWNS)

export const channelOrderSchema = z.enum(['rgb', 'bgr'])
export type ChannelOrder = z.infer<typeof channelOrderSchema>

/** How a picture becomes a network's input, after it has become numbers of 0…1. */
export const preprocessingSchema = z.strictObject({
  /** (x − mean) / deviation, for red, green and blue; the numbers as they are if absent. */
  normalisation: normalisationSchema.optional(),
  /** The order in which the network takes the channels, after the normalisation. */
  order: channelOrderSchema.default('rgb'),
  /** How pictures of other proportions are fitted; stretched if absent. */
  fitting: choiceOf(FITTINGS).optional(),
})
export type Preprocessing = z.infer<typeof preprocessingSchema>

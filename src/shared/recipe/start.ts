import { z } from 'zod'

/** Where the first weights of a training come from; fresh ones if a recipe has no such field. */
export const startSchema = z.strictObject({
  /** The model's title, with the epoch where it is not the newest. */
  title: z.string().min(1).max(200),
  /** SHA-256 of the model's weights. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Layers whose weights are fresh all the same. */
  fresh: z.array(z.string().max(64)).max(4096).optional(),
})
export type Start = z.infer<typeof startSchema>

/** Layers whose weights stay as they are. */
export const frozenSchema = z.array(z.string().min(1).max(64)).min(1).max(4096)

/** Factors of the learning rate by layer; 1 for all others. */
export const layerRatesSchema = z.record(z.string().min(1).max(64), z.number().positive().max(1000))
export type LayerRates = z.infer<typeof layerRatesSchema>

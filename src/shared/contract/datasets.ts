import { z } from 'zod'
import { bytes, int32, wordsSchema } from './common'

export const splitSchema = z.enum(['train', 'test'])
export type SplitName = z.infer<typeof splitSchema>

export const datasetInfoSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string(),
  kind: z.enum(['idx', 'cifar10', 'images']),
  /**
   * `missing`: not on this machine; `found`: its files are here but not cached yet; `ready`: cached
   * and complete; `damaged`: its cached files are.
   */
  state: z.enum(['missing', 'found', 'ready', 'damaged']),
  /** Why it is damaged, or how to get it. */
  note: wordsSchema.optional(),
  /** Height, width and channels of a picture; 0 while unknown. */
  height: z.number().int().min(0),
  width: z.number().int().min(0),
  channels: z.number().int().min(0),
  classes: z.array(z.string()),
  train: z.number().int().min(0),
  test: z.number().int().min(0),
  /** Bytes of the cached form. */
  bytes: z.number().min(0),
})
export type DatasetInfo = z.infer<typeof datasetInfoSchema>

/**
 * A folder on this machine becomes a data set: IDX or CIFAR-10 files are recognised, else one
 * sub-folder of pictures a class.
 */
export const datasetImportSchema = z.strictObject({
  token: z.string(),
  title: z.string().min(1).max(120).optional(),
  /** For folders of pictures: the size that all are fitted to, and 1 channel (grey) or 3. */
  size: z
    .tuple([z.number().int().min(1).max(512), z.number().int().min(1).max(512)])
    .readonly()
    .optional(),
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** Share of the pictures used for testing, where the folder has no split of its own. */
  testShare: z.number().min(0.01).max(0.9).optional(),
  seed: z.number().int().min(0).optional(),
})

/** Pictures of a data set, packed: count × height × width × channels bytes. */
export const datasetImagesSchema = z.strictObject({
  height: z.number().int(),
  width: z.number().int(),
  channels: z.number().int(),
  pixels: bytes,
  labels: int32,
})
export type DatasetImages = z.infer<typeof datasetImagesSchema>

import { z } from 'zod'
import { setAsideSchema } from '../recipe/set-aside'
import { bytes, int32, wordsSchema } from './common'

export const splitSchema = z.enum(['train', 'test'])
export type SplitName = z.infer<typeof splitSchema>

/** In what form its files lie. */
const datasetKindSchema = z.enum(['idx', 'cifar10', 'cifar100', 'npz', 'csv', 'images'])
/** How pictures of other proportions are brought to a size. */
export const fitSchema = z.enum(['stretch', 'crop', 'pad'])

export const datasetInfoSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string(),
  kind: datasetKindSchema,
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
  /** Pictures of its own validation part, where it has one. */
  validation: z.number().int().min(1).optional(),
  /** Bytes of its cached pictures and labels. */
  bytes: z.number().min(0),
  /** Whether Convscope knows it, the user has imported it, or it lies in the user's folder of sets. */
  origin: z.enum(['known', 'imported', 'folder']),
  /** What it was or will be read from, where it lies on this machine. */
  place: z.string().optional(),
  /** What is downloaded to get it, by a fetch or by hand. */
  download: z
    .strictObject({ bytes: z.number().min(0), from: z.string(), byHand: z.boolean() })
    .optional(),
  /** What the user has set aside; nothing where that is no picture. */
  setAside: setAsideSchema.optional(),
  /** How its pictures were brought to their size, where they came in files of their own. */
  fit: fitSchema.optional(),
})
export type DatasetInfo = z.infer<typeof datasetInfoSchema>

/** A folder, an archive or a file on this machine becomes a data set. */
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
  fit: fitSchema.optional(),
  /** Names of the arrays of an npz: pictures, labels. */
  keys: z
    .tuple([z.string().min(1), z.string().min(1)])
    .readonly()
    .optional(),
  /** Pictures that can't be read are left out. */
  skipUnreadable: z.boolean().optional(),
})
/** Pictures of a camera in classes, which become a data set: red, green and blue. */
export const datasetMakeSchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  height: z.number().int().min(16).max(512),
  width: z.number().int().min(16).max(512),
  classes: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        /** count × height × width × 3. */
        pixels: bytes,
      }),
    )
    .min(2)
    .max(200),
})
export type DatasetMake = z.infer<typeof datasetMakeSchema>

/** What a place on this machine seems to hold: a data set, loose pictures, or neither. */
export const datasetLookSchema = z.strictObject({
  kind: z.enum(['dataset', 'pictures', 'nothing']),
  /** Files that are pictures by their names. */
  pictures: z.number().int().min(0),
  /** Whether it is a folder, out of which pictures can be opened. */
  isFolder: z.boolean(),
})
export type DatasetLook = z.infer<typeof datasetLookSchema>

const count = z.number().int().min(0)

/** What files hold, before they are imported: taken and left out make what was found. */
export const datasetAnalysisSchema = z.strictObject({
  kind: datasetKindSchema,
  place: z.string(),
  found: count,
  taken: count,
  train: count,
  test: count,
  /** Pictures of a validation part beside one for testing. */
  validation: count.optional(),
  /** Whether the files have a test part of their own, or one is drawn. */
  split: z.enum(['own', 'drawn']),
  testShare: z.number(),
  seed: count,
  /** `examples`: some of its files; `thumbnails`: some of its pictures, one after the other. */
  classes: z.array(
    z.strictObject({
      name: z.string(),
      train: count,
      test: count,
      examples: z.array(z.string()),
      thumbnails: bytes,
    }),
  ),
  /** Size of each of the thumbnails. */
  thumbnail: z.strictObject({ height: count, width: count, channels: count }),
  /** How many pictures have which size, the most frequent first. */
  sizes: z.strictObject({
    different: count,
    listed: z.array(z.strictObject({ height: count, width: count, count })),
  }),
  colours: z.strictObject({ grey: count, colour: count }),
  /** What every picture is brought to. */
  height: count,
  width: count,
  channels: count,
  fit: fitSchema,
  /** Files that are not taken, and why; `count` pictures each. */
  leftOut: z.array(z.strictObject({ path: z.string(), reason: wordsSchema, count })),
  unreadable: z.array(z.strictObject({ path: z.string(), reason: wordsSchema, code: z.string() })),
  /** Files and folders that systems leave behind, such as `__MACOSX`. */
  passedOver: count,
  notes: z.array(wordsSchema),
})
export type DatasetAnalysis = z.infer<typeof datasetAnalysisSchema>

/** Pictures of a data set, packed: count × height × width × channels bytes. */
export const datasetImagesSchema = z.strictObject({
  height: z.number().int(),
  width: z.number().int(),
  channels: z.number().int(),
  pixels: bytes,
  labels: int32,
})
export type DatasetImages = z.infer<typeof datasetImagesSchema>

/** Classes of all pictures of a data set, in their order. */
export const datasetLabelsSchema = z.strictObject({ train: int32, test: int32 })

const positions = z.array(z.number().int().min(0)).readonly()
/** Pictures by half and position. */
export const placesSchema = z.strictObject({ train: positions, test: positions })

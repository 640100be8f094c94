import { z } from 'zod'
import { phrase } from '../errors'
import { modelSpecSchema } from '../model/spec'
import { ownWords } from '../schema-fault'
import { bytes, tokenSchema } from './common'
import { splitSchema } from './datasets'
import { modelRefSchema } from './models'
import { editJournalSchema } from './probe'

/**
 * Bytes of pictures without a file that are kept at most, all together: a dozen large screenshots.
 */
export const KEPT_BYTES = 64_000_000

/**
 * Names bytes that are kept separately. The window chooses the name, and a name always means the
 * same bytes.
 */
const contentSchema = z.uuid()
const name = z.string().max(255)
const side = z.number().int().min(1).max(4096)

/** A drawing's painted pixels, [height, width, channels] bytes, and what the sliders do to them. */
const keptSketchSchema = z.strictObject({
  painted: contentSchema,
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  transform: z.strictObject({
    shift: z.tuple([z.number(), z.number()]).readonly(),
    rotate: z.number(),
    scale: z.number(),
    blur: z.number(),
    noise: z.number(),
  }),
})

/** Pictures that need no path. */
const placeless = [
  z.strictObject({
    kind: z.literal('dataset'),
    name,
    dataset: z.string().max(200),
    split: splitSchema,
    index: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('sample'), name: name.regex(/^[\w-]+$/) }),
  /** A pasted picture: the bytes of its file. */
  z.strictObject({ kind: z.literal('bytes'), name, content: contentSchema }),
  /** Made in the window; one that can be drawn on has its `first` state, in which it was opened. */
  z.strictObject({
    kind: z.literal('pixels'),
    name,
    height: side,
    width: side,
    channels: z.union([z.literal(1), z.literal(3)]),
    state: keptSketchSchema,
    first: keptSketchSchema.nullable(),
  }),
] as const

const withPictures = <P extends z.ZodType>(picture: P) =>
  z.strictObject({
    model: modelRefSchema.nullable(),
    invert: z.boolean(),
    pictures: z.array(picture).max(4096).readonly(),
    /** Index of the current picture in `pictures`. */
    current: z.number().int().min(0).nullable(),
  })

const keptPictureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), name, token: tokenSchema }),
  ...placeless,
])
export type KeptPicture = z.infer<typeof keptPictureSchema>

/** The state of Inspect. */
const keptInspectSchema = withPictures(keptPictureSchema)
export type KeptInspect = z.infer<typeof keptInspectSchema>

/** The same in a file, with paths in place of tokens. */
export const inspectFileSchema = withPictures(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file'), name, path: z.string().min(1) }),
    ...placeless,
  ]),
)
export type InspectFile = z.infer<typeof inspectFileSchema>

const contentsSchema = z
  .record(contentSchema, bytes)
  .refine(
    (contents) =>
      Object.values(contents).reduce((sum, { length }) => sum + length, 0) <= KEPT_BYTES,
    ownWords(phrase`has too many bytes`),
  )
export type Contents = Readonly<Record<string, Uint8Array>>

/** Names of the contents that a picture is made of. */
export function contentsOf(
  picture: KeptPicture | InspectFile['pictures'][number],
): readonly string[] {
  if (picture.kind === 'bytes') return [picture.content]
  if (picture.kind !== 'pixels') return []
  return [picture.state.painted, ...(picture.first ? [picture.first.painted] : [])]
}

/**
 * Models that only the engine's memory holds: the builder's network that is being inspected, and
 * the edits of copies.
 */
export const heldModelsSchema = z.strictObject({
  draft: modelSpecSchema.nullable(),
  journals: z.array(editJournalSchema).max(1000).readonly(),
})
export type HeldModels = z.infer<typeof heldModelsSchema>

/** What views keep as text that only the window understands, each in a file of its own. */
export const KEPT_TEXTS = ['recipe', 'lessons', 'inspect-view', 'train-view', 'training'] as const
export type KeptText = (typeof KEPT_TEXTS)[number]
const keptTextSchema = z.enum(KEPT_TEXTS)
export const textFileSchema = z.strictObject({ text: z.string().max(32_000_000).nullable() })

const nothing = z.strictObject({})

/**
 * State that outlives the window and the app; main keeps it next to the settings. All of it is null
 * at the first launch.
 */
export const keptCalls = {
  /** The model builder's last state, as the window wrote it. */
  'draft.get': { input: nothing, output: z.strictObject({ draft: z.string().nullable() }) },
  'draft.set': { input: z.strictObject({ draft: z.string().max(32_000_000) }), output: nothing },
  /** `contents`: those of the pictures that could be read again. */
  'inspect.get': {
    input: nothing,
    output: z.strictObject({ kept: keptInspectSchema.nullable(), contents: contentsSchema }),
  },
  /**
   * `contents`: those that main does not have yet. Contents that no picture needs any more are
   * removed.
   */
  'inspect.set': {
    input: z.strictObject({ kept: keptInspectSchema, contents: contentsSchema }),
    output: nothing,
  },
  'text.get': { input: z.strictObject({ name: keptTextSchema }), output: textFileSchema },
  'text.set': {
    input: z.strictObject({ name: keptTextSchema, text: z.string().max(32_000_000) }),
    output: nothing,
  },
  'held.get': { input: nothing, output: z.strictObject({ held: heldModelsSchema.nullable() }) },
  'held.set': { input: z.strictObject({ held: heldModelsSchema }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

import { z } from 'zod'

/** What can lie in the trash of the data folder; each kind has a folder there. */
export const TRASH_KINDS = ['run', 'imported', 'saved', 'dataset'] as const
export type TrashKind = (typeof TRASH_KINDS)[number]

/** Names one thing in the trash: its kind and its name there. */
export const trashPlaceSchema = z
  .string()
  .max(400)
  .regex(/^(run|imported|saved|dataset)\/[^/\\]+$/)

export const trashedSchema = z.strictObject({
  place: trashPlaceSchema,
  kind: z.enum(TRASH_KINDS),
  /** Its own title; its name in the trash where that can't be read. */
  title: z.string(),
  /** When it was deleted: milliseconds since 1970. */
  deleted: z.number(),
  bytes: z.number().int().min(0),
})
export type Trashed = z.infer<typeof trashedSchema>

const nothing = z.strictObject({})

export const trashCalls = {
  /** What has been deleted, the newest first. */
  'trash.list': { input: nothing, output: z.array(trashedSchema) },
  /** Brings something back to where it was. */
  'trash.restore': { input: z.strictObject({ place: trashPlaceSchema }), output: nothing },
  /** Deletes these for good. */
  'trash.empty': {
    input: z.strictObject({ places: z.array(trashPlaceSchema).min(1).max(100_000) }),
    output: z.strictObject({ deleted: z.number().int(), bytes: z.number().int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

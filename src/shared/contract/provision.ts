import { z } from 'zod'
import { tokenSchema } from './common'

export const provisionVariantSchema = z.enum(['cpu', 'cuda'])
export type ProvisionVariant = z.infer<typeof provisionVariantSchema>

export const provisionStatusSchema = z.strictObject({
  /** Whether this is an installed app that lacks TensorFlow. */
  needed: z.boolean(),
  /** TensorFlow's version. */
  version: z.string(),
  /** Where it goes unless the user chooses another folder; for people to read. */
  folder: z.string(),
  /** What suits this computer: CUDA where an NVIDIA driver is found. */
  suggested: provisionVariantSchema,
  choices: z.array(
    z.strictObject({
      variant: provisionVariantSchema,
      /** Names of the files that are fetched. */
      wheels: z.array(z.string()),
      /** Their length; 0 where it isn't known before they are fetched. */
      bytes: z.number().int().min(0),
      /** Disk space that is needed meanwhile, in bytes. */
      space: z.number().min(0),
      /** What an earlier attempt has already fetched, in bytes. */
      received: z.number().int().min(0),
    }),
  ),
})
export type ProvisionStatus = z.infer<typeof provisionStatusSchema>

const place = {
  variant: provisionVariantSchema,
  /** A folder that the user chose. */
  folder: tokenSchema.optional(),
}

/** Bringing TensorFlow's library to an installed app. */
export const provisionCalls = {
  'provision.status': { input: z.strictObject({}), output: provisionStatusSchema },
  /** Reports progress; can be cancelled, and goes on from there the next time. */
  'provision.fetch': { input: z.strictObject(place), output: z.strictObject({}) },
  /** Takes wheels that the user has as files. */
  'provision.take': {
    input: z.strictObject({ ...place, files: z.array(tokenSchema).min(1).max(50) }),
    output: z.strictObject({}),
  },
} as const

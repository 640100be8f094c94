import { z } from 'zod'
import { wordsSchema } from '@shared/contract/common'
import { AppError } from '@shared/errors'

const partsSchema = z.object({
  nodes: z
    .array(
      z
        .object({
          ...{ name: z.string(), operator: z.string(), reason: z.string() },
          words: wordsSchema.optional(),
        })
        .transform(({ words, reason, ...part }) => ({ ...part, reason: words ?? reason })),
    )
    .min(1)
    .readonly(),
})

/** A part of a model's file that can't be taken over. */
export type RefusedPart = z.infer<typeof partsSchema>['nodes'][number]

/** The parts that a refusal lists; empty for one that is of the file as a whole. */
export function refusedParts(thrown: unknown): readonly RefusedPart[] {
  const found = partsSchema.safeParse(AppError.from(thrown).details)
  return found.success ? found.data.nodes : []
}

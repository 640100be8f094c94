import { z } from 'zod'
import { draftFrom, type ModelDraft } from '@shared/model/draft'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Layers that are drawn, moved and folded as one; a network's file knows nothing of them. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly layers: readonly string[]
  readonly folded: boolean
}

/** The node of the graph that a folded group is drawn as. */
export const groupNode = (id: string): string => `group:${id}`

/** What the builder holds: the network, and how it is written and drawn. */
export interface ModelDocument {
  readonly draft: ModelDraft
  /**
   * The JSON as it was typed, where it differs from how the draft would be written; it may be no
   * JSON at all.
   */
  readonly text: string | null
  readonly groups: readonly Group[]
  /** Where the user has put layers by hand. */
  readonly positions: Readonly<Record<string, Point>>
  /**
   * Which network this is: everything that it is edited into is the same one, and only opening
   * makes another.
   */
  readonly identity: string
}

export const documentOf = (draft: ModelDraft): ModelDocument => ({
  draft,
  text: null,
  groups: [],
  positions: {},
  identity: crypto.randomUUID(),
})

const keptSchema = z.object({
  version: z.literal(1),
  draft: z.unknown(),
  text: z.string().nullable(),
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      layers: z.array(z.string()),
      folded: z.boolean(),
    }),
  ),
  positions: z.record(z.string(), z.object({ x: z.number(), y: z.number() })),
  saved: z.string().nullable(),
})

/** A document as main keeps it, with the saved network that it is, if it is one. */
export const toKept = ({ identity: _, ...document }: ModelDocument, saved: string | null): string =>
  JSON.stringify({ version: 1, ...document, saved })

/** What was kept, or undefined where it can't be read; then nothing is lost but that. */
export function fromKept(
  text: string,
): { readonly document: ModelDocument; readonly saved: string | null } | undefined {
  try {
    const kept = keptSchema.parse(JSON.parse(text))
    const result = draftFrom(kept.draft)
    if (!('draft' in result)) return undefined
    return {
      document: {
        ...documentOf(result.draft),
        text: kept.text,
        groups: kept.groups,
        positions: kept.positions,
      },
      saved: kept.saved,
    }
  } catch {
    return undefined
  }
}

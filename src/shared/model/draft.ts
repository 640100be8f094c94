import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { checkValue, type SchemaFault } from '../schema-fault'
import type { ModelSpec } from './spec'

/** A layer of a draft: its parameters may be any JSON values. */
export interface DraftLayer {
  readonly id: string
  readonly kind: string
  readonly inputs?: readonly string[] | undefined
  readonly [parameter: string]: unknown
}

/**
 * A network in the builder. Every parameter may be invalid, and the draft can still be kept, drawn
 * and saved.
 */
export interface ModelDraft {
  readonly name: string
  readonly input: { readonly height: number; readonly width: number; readonly channels: number }
  readonly layers: readonly DraftLayer[]
}

/** The minimum that JSON needs to be drawn as a network; everything else is a fault of a layer. */
const draftSchema = z.strictObject({
  name: z.string(),
  input: z.strictObject({ height: z.number(), width: z.number(), channels: z.number() }),
  layers: z
    .array(
      z.looseObject({ id: z.string(), kind: z.string(), inputs: z.array(z.string()).optional() }),
    )
    .max(4096),
})

/** A value from outside as a draft, or why it is not one. */
export function draftFrom(
  value: unknown,
): { readonly draft: ModelDraft } | { readonly faults: readonly [SchemaFault, ...SchemaFault[]] } {
  const result = checkValue(draftSchema, value)
  return result.success ? { draft: result.data } : { faults: result.faults }
}

/** @throws AppError `invalid-model` naming the first fault. */
export function parseDraft(value: unknown): ModelDraft {
  const result = draftFrom(value)
  if ('draft' in result) return result.draft
  const [{ field, words }] = result.faults
  throw new AppError('invalid-model', phrase`Not a network: ${field || 'the model'}: ${words}`)
}

export const draftOf = (spec: ModelSpec): ModelDraft => spec

/** A draft without layers, with the chapter's input. */
export const emptyDraft: ModelDraft = {
  name: 'My network',
  input: { height: 28, width: 28, channels: 1 },
  layers: [],
}

const spaced = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return entries.length === 0
    ? '{}'
    : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`).join(', ')} }`
}

/** The draft as JSON with one layer a line, for the text editor and for files. */
export function formatDraft({ name, input, layers }: ModelDraft): string {
  const rows = layers.map((layer) => `    ${spaced(layer)}`)
  const list = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n  ]`
  return `{\n  "name": ${JSON.stringify(name)},\n  "input": ${spaced(input)},\n  "layers": ${list}\n}\n`
}

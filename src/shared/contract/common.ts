import { z } from 'zod'
import { phrase, type Phrase } from '../errors'
import { ownWords } from '../schema-fault'

export const float32 = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  ownWords(phrase`must be a Float32Array`),
)
export const int32 = z.custom<Int32Array>(
  (value) => value instanceof Int32Array,
  ownWords(phrase`must be an Int32Array`),
)
export const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  ownWords(phrase`must be a Uint8Array`),
)

/** Names a path that only main and the engine know; see the desktop's dialogs. */
export const tokenSchema = z.string().min(8).max(64)

const cells = z.number().int().min(0).max(1e9)
export const shapeSchema = z.array(cells).min(1).max(4).readonly()
const pair = z.tuple([z.number().int(), z.number().int()]).readonly()

export const receptiveFieldSchema = z.strictObject({ size: pair, stride: pair, start: pair })
/** First and last row and column, inclusive; before clipping to the picture. */
export const cellRangeSchema = z.strictObject({ rows: pair, columns: pair })

const place = z.number().int().min(0)
/** A unit of a layer, as `math/unit` has it. */
export const unitSchema = z.strictObject({ row: place, column: place, channel: place })

/** Exact values. */
export const tensorSchema = z.strictObject({ shape: shapeSchema, data: float32 })
export type TensorData = z.infer<typeof tensorSchema>

/** Progress of a long call: `done` of `total` in `unit`; `total` is 0 where it isn't known. */
export const progressSchema = z.strictObject({
  done: z.number().min(0),
  total: z.number().min(0),
  unit: z.enum(['bytes', 'files', 'examples', 'steps', 'products', 'pictures', 'pairs']),
  /** The current activity in English: a stable word that the window translates. */
  stage: z.enum([
    'search',
    'download',
    'unpack',
    'verify',
    'cache',
    'evaluate',
    'scan',
    'export',
    'import',
    'measure',
    'check',
    'compare',
    'train',
  ]),
  etaSeconds: z.number().min(0).optional(),
})
export type Progress = z.infer<typeof progressSchema>

/** A phrase inside a phrase is a fragment of a sentence; no real phrase is nested deeper. */
const PHRASE_DEPTH = 8

function phraseOfDepth(depth: number): z.ZodType<Phrase> {
  const value = z.union([z.string(), z.number()])
  return z.object({
    text: z.string().max(1000),
    values: z.array(depth === 0 ? value : z.union([value, phraseOfDepth(depth - 1)])).max(20),
  })
}

export const phraseSchema = phraseOfDepth(PHRASE_DEPTH)

/** What is kept or sent for people: as a phrase, or as the English that earlier versions kept. */
export const wordsSchema = z.union([z.string(), phraseSchema])

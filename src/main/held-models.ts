import { join } from 'node:path'
import { z } from 'zod'
import { heldModelsSchema } from '@shared/contract/kept'
import { editJournalSchema, editSchema } from '@shared/contract/probe'
import { JsonFile } from './json-file'

/** Exact numbers in JSON, including −0. */
const float32 = z.codec(
  z.base64(),
  z.custom<Float32Array>((value) => value instanceof Float32Array),
  {
    decode: (text) => {
      const { buffer, byteOffset, length } = Buffer.from(text, 'base64')
      return new Float32Array(buffer.slice(byteOffset, byteOffset + length))
    },
    encode: ({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  },
)

const [silence, numbers, change] = editSchema.options
const edit = z.discriminatedUnion('kind', [silence, numbers.extend({ weight: float32 }), change])
const fileSchema = heldModelsSchema
  .extend({
    journals: z.array(editJournalSchema.extend({ edits: z.array(edit).readonly() })).readonly(),
  })
  .nullable()

export type HeldModelsFile = JsonFile<typeof fileSchema>

/** The file of the models that only the engine's memory holds. */
export const heldModelsFile = (folder: string): HeldModelsFile =>
  new JsonFile(join(folder, 'held-models.json'), fileSchema, null)

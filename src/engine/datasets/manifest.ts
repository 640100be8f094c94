import { wordsSchema } from '@shared/contract/common'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { datasetInfoSchema } from '@shared/contract/datasets'
import { phrase, type Words } from '@shared/errors'
import { ownWords } from '@shared/schema-fault'
import { datasetsFolder } from '../runtime/paths'

const count = z.number().int().min(0)
const fileSchema = z.strictObject({
  file: z.string().regex(/^[\w-]+\.bin$/),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const splitSchema = z.strictObject({
  count: z.number().int().min(1),
  images: fileSchema,
  labels: fileSchema,
  /** Height and width of each picture before it was fitted, two bytes each. */
  sizes: fileSchema.optional(),
})

/** `manifest.json` of a cached data set: what its raw files hold. */
const manifestSchema = z
  .strictObject({
    version: z.literal(1),
    id: z.string(),
    title: z.string(),
    kind: datasetInfoSchema.shape.kind,
    height: z.number().int().min(1),
    width: z.number().int().min(1),
    channels: z.number().int().min(1),
    classes: z.array(z.string()).min(1).max(65536),
    labelBytes: z.union([z.literal(1), z.literal(2)]),
    train: splitSchema,
    test: splitSchema,
    /** Its own validation part; sets of before, and most others, have none. */
    validation: splitSchema.optional(),
    /** What a verification found wrong; such a set is rebuilt before it is used. */
    damaged: wordsSchema.optional(),
  })
  .refine(
    ({ train, test, validation, height, width, channels, labelBytes }) =>
      [train, test, ...(validation ? [validation] : [])].every(
        (split) =>
          split.images.bytes === split.count * height * width * channels &&
          split.labels.bytes === split.count * labelBytes &&
          (split.sizes === undefined || split.sizes.bytes === split.count * 4),
      ),
    ownWords(phrase`has sizes that contradict each other`),
  )
export type Manifest = z.infer<typeof manifestSchema>
export type CachedFile = z.infer<typeof fileSchema>

export const cachedFolder = (id: string): string => join(datasetsFolder(), id)
export const manifestPath = (id: string): string => join(cachedFolder(id), 'manifest.json')

/**
 * The manifest; `missing` where the set isn't cached, `damaged` with the reason where its manifest
 * can't be used.
 */
export async function readManifest(
  id: string,
): Promise<Manifest | { readonly missing: true } | { readonly damaged: Words }> {
  let text: string
  try {
    text = await readFile(manifestPath(id), 'utf8')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? { missing: true }
      : { damaged: phrase`manifest.json can not be read: ${String(error)}` }
  }
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    return { damaged: phrase`manifest.json is damaged` }
  }
}

const partsOf = ({ train, test, validation }: Manifest) => [
  train,
  test,
  ...(validation ? [validation] : []),
]

export const cachedFiles = (manifest: Manifest): readonly CachedFile[] =>
  partsOf(manifest).flatMap(({ images, labels, sizes }) => [
    images,
    labels,
    ...(sizes ? [sizes] : []),
  ])

/**
 * The hashes of a set's pictures and labels for training and testing: they change whenever these
 * do. A set that was stored without its validation part is the same set with it.
 */
export const contentsOf = ({ train, test }: Manifest): string =>
  [train.images, train.labels, test.images, test.labels].map(({ sha256 }) => sha256).join(' ')

/** One hash of them all. */
export const fingerprintOf = (manifest: Manifest): string =>
  createHash('sha256').update(contentsOf(manifest)).digest('hex')

import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { assertNever, AppError, phrase } from '@shared/errors'
import { datasetImages, datasetInfo } from '../datasets'
import { LruCache } from '../runtime/lru-cache'
import { DEFAULT_FITTING } from '@shared/recipe/fitting'
import { preview, type RasterPicture } from '../pictures'
import type { InputOptions } from '../pictures/input'
import { checkBytes } from '../pictures/limits'
import { inlinePictures, type PictureWork } from '../pictures/picture-thread'
import type { InputSize } from '../pictures/worker-messages'
import { resourcesFolder } from '../runtime/paths'
import { drawnRaster, exampleRaster } from '../datasets/example-raster'

/** Decoded pictures that stay in memory; one has at most 400 MB. */
const KEPT = 24
const KEPT_BYTES = 1024 ** 3
/**
 * The most inputs made from pictures that are kept, because a running training needs them again and
 * again.
 */
const KEPT_INPUTS = 8
const PREVIEW_SIDE = 512
const SAMPLE = /^([\w-]+)\.(png|jpe?g)$/

const orderSchema = z.array(z.object({ name: z.string(), label: z.string() }))
const samplesFolder = (): string => join(resourcesFolder(), 'samples')

/** Gives the path of a window's token. */
interface Paths {
  resolve(token: string): Promise<string>
}

/**
 * Pictures that windows have opened. They are decoded here, within limits, and have an id from then
 * on.
 */
export class Pictures {
  readonly #kept = new LruCache<string, RasterPicture>(KEPT, undefined, {
    bytesOf: ({ rgba }) => rgba.length,
    most: () => KEPT_BYTES,
  })

  readonly #inputs = new LruCache<
    string,
    { readonly raster: RasterPicture; readonly input: Float32Array }
  >(KEPT_INPUTS)

  /** @param work reads and fits pictures, in another thread or in this one */
  constructor(
    private readonly tokens: Paths,
    private readonly work: PictureWork = inlinePictures,
  ) {}

  /** Names of the pictures that come with the app, in their given order; further ones by name. */
  async samples(): Promise<string[]> {
    const files = await readdir(samplesFolder()).catch(() => [])
    const names = files.flatMap((file) => SAMPLE.exec(file)?.[1] ?? []).sort()
    const order = (await listedSamples()).map(({ name }) => name)
    return [
      ...order.filter((name) => names.includes(name)),
      ...names.filter((name) => !order.includes(name)),
    ]
  }

  /** @throws AppError `invalid-image`, `too-large`, `unsupported`, `not-found`, `cancelled` */
  async open(source: PictureSource, signal?: AbortSignal): Promise<Picture> {
    const {
      name,
      raster,
      label,
      preview: copy = preview(raster, PREVIEW_SIDE),
    } = await this.#read(source, signal)
    const id = randomUUID()
    this.#kept.set(id, raster)
    const { height, width, notes } = raster
    return {
      id,
      name,
      height,
      width,
      preview: copy,
      ...(label === undefined ? {} : { label }),
      ...(notes && { notes: [...notes] }),
    }
  }

  /**
   * A picture as the input of a network of this size, with values of 0…1. @throws AppError
   * `not-found`, `unsupported`, `cancelled`
   */
  async inputOf(
    id: string,
    size: InputSize,
    how: InputOptions,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    const raster = this.get(id)
    const { invert = false, fitting = DEFAULT_FITTING } = how
    const key = [id, size.height, size.width, size.channels, invert, fitting].join()
    const known = this.#inputs.get(key)
    if (known?.raster === raster) return known.input
    const input = await this.work.fit(raster, size, how, signal)
    this.#inputs.set(key, { raster, input })
    return input
  }

  /** @throws AppError `not-found` for a picture that was dropped for later ones */
  get(id: string): RasterPicture {
    const raster = this.#kept.get(id)
    if (!raster)
      throw new AppError('not-found', phrase`This picture is no longer kept; open it again.`, {
        picture: id,
      })
    return raster
  }

  /**
   * Gives new pixels to an open picture that the user draws in the window. @throws AppError
   * `not-found` as `get`
   */
  redraw(id: string, raster: RasterPicture): void {
    this.get(id)
    this.#kept.set(id, raster)
  }

  async #sample(name: string): Promise<{ name: string; raster: RasterPicture; label?: string }> {
    const bytes = await readPicture(await sampleFile(name))
    const { raster } = await this.work.decode(bytes, name)
    const label = (await listedSamples()).find((sample) => sample.name === name)?.label
    return { name, raster, ...(label === undefined ? {} : { label }) }
  }

  async #read(
    source: PictureSource,
    signal?: AbortSignal,
  ): Promise<{
    name: string
    raster: RasterPicture
    label?: string
    preview?: Picture['preview']
  }> {
    switch (source.kind) {
      case 'token': {
        const path = await this.tokens.resolve(source.token)
        return {
          name: basename(path),
          ...(await this.work.decode(await readPicture(path), basename(path), signal)),
        }
      }
      case 'bytes':
        return { name: source.name, ...(await this.work.decode(source.bytes, source.name, signal)) }
      case 'sample':
        return this.#sample(source.name)
      case 'dataset': {
        const { dataset, split, index } = source
        const [images, { classes }] = await Promise.all([
          datasetImages(dataset, split, [index]),
          datasetInfo(dataset),
        ])
        return {
          name: `${dataset} ${split} ${index}`,
          raster: exampleRaster(images),
          label: classes[images.labels[0] ?? -1],
        }
      }
      case 'pixels':
        return { name: source.name, raster: drawnRaster(source) }
      default:
        return assertNever(source)
    }
  }
}

/** The file's bytes; its size is checked before anything is read. */
async function readPicture(path: string): Promise<Uint8Array> {
  const name = basename(path)
  const info = await stat(path).catch(() => null)
  if (!info) throw new AppError('not-found', phrase`${name} no longer exists.`, { name })
  if (!info.isFile())
    throw new AppError('invalid-image', phrase`${name} is not a file; drop a picture.`, { name })
  checkBytes(info.size, name)
  return readFile(path)
}

/** The samples that come with the app, with their classes, in their given order. */
const listedSamples = (): Promise<z.infer<typeof orderSchema>> =>
  readFile(join(samplesFolder(), 'order.json'), 'utf8').then(
    (text) => orderSchema.parse(JSON.parse(text)),
    () => [],
  )

async function sampleFile(name: string): Promise<string> {
  const files = await readdir(samplesFolder()).catch(() => [])
  const file = files.find((candidate) => SAMPLE.exec(candidate)?.[1] === name)
  if (file === undefined)
    throw new AppError('not-found', phrase`There is no sample picture named "${name}".`, { name })
  return join(samplesFolder(), file)
}

import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Picture, PictureSource } from '@shared/contract/inspect'
import { assertNever, AppError } from '@shared/errors'
import { datasetImages, datasetInfo } from '../datasets'
import { LruCache } from '../models/lru-cache'
import { decodePicture, preview, type RasterPicture } from '../pictures'
import { PICTURE_BYTES } from '../pictures/limits'
import { resourcesFolder } from '../runtime/paths'
import { drawnRaster, exampleRaster } from './examples'
import type { Tokens } from './tokens'

/** Decoded pictures that stay in memory; a picture has at most 64 MB. */
const KEPT = 24
const PREVIEW_SIDE = 512
const SAMPLE = /^([\w-]+)\.(png|jpe?g)$/

const samplesFolder = (): string => join(resourcesFolder(), 'samples')

/** Pictures that windows have opened: decoded here, behind limits, and named by an id from then on. */
export class Pictures {
  readonly #kept = new LruCache<string, RasterPicture>(KEPT)

  constructor(private readonly tokens: Tokens) {}

  /** Names of the pictures that come with the app. */
  async samples(): Promise<string[]> {
    const files = await readdir(samplesFolder()).catch(() => [])
    return files.flatMap((file) => SAMPLE.exec(file)?.[1] ?? []).sort()
  }

  /** @throws AppError `invalid-image`, `too-large`, `unsupported`, `not-found` */
  async open(source: PictureSource): Promise<Picture> {
    const { name, raster, label } = await this.#read(source)
    const id = randomUUID()
    this.#kept.set(id, raster)
    const { height, width } = raster
    return { id, name, height, width, preview: preview(raster, PREVIEW_SIDE), ...(label === undefined ? {} : { label }) }
  }

  /** @throws AppError `not-found` for a picture that has made way for later ones. */
  get(id: string): RasterPicture {
    const raster = this.#kept.get(id)
    if (!raster) throw new AppError('not-found', 'This picture is not kept any more; open it again.', { picture: id })
    return raster
  }

  /** New pixels for an open picture that is drawn in the window. @throws AppError `not-found` as `get` */
  redraw(id: string, raster: RasterPicture): void {
    this.get(id)
    this.#kept.set(id, raster)
  }

  async #read(source: PictureSource): Promise<{ name: string; raster: RasterPicture; label?: string }> {
    switch (source.kind) {
      case 'token': {
        const path = await this.tokens.resolve(source.token)
        return { name: basename(path), raster: await readPicture(path) }
      }
      case 'bytes':
        return { name: source.name, raster: decodePicture(source.bytes, source.name) }
      case 'sample':
        return { name: source.name, raster: await readPicture(await sampleFile(source.name)) }
      case 'dataset': {
        const { dataset, split, index } = source
        const [images, { classes }] = await Promise.all([datasetImages(dataset, split, [index]), datasetInfo(dataset)])
        return { name: `${dataset} ${split} ${index}`, raster: exampleRaster(images), label: classes[images.labels[0] ?? -1] }
      }
      case 'pixels':
        return { name: source.name, raster: drawnRaster(source) }
      default:
        return assertNever(source)
    }
  }
}

async function sampleFile(name: string): Promise<string> {
  const files = await readdir(samplesFolder()).catch(() => [])
  const file = files.find((candidate) => SAMPLE.exec(candidate)?.[1] === name)
  if (file === undefined) throw new AppError('not-found', `There is no sample picture named "${name}".`, { name })
  return join(samplesFolder(), file)
}

/** The size is looked at before a byte is read. */
async function readPicture(path: string): Promise<RasterPicture> {
  const name = basename(path)
  const info = await stat(path).catch(() => null)
  if (!info) throw new AppError('not-found', `${name} is not there any more.`, { name })
  if (!info.isFile()) throw new AppError('invalid-image', `${name} is not a file; drop a PNG or JPEG picture.`, { name })
  if (info.size > PICTURE_BYTES) {
    throw new AppError('too-large', `${name} is a file of ${Math.ceil(info.size / 1024 / 1024)} MB; at most 32 MB are opened. Save it smaller first`, { bytes: info.size, limit: PICTURE_BYTES })
  }
  return decodePicture(await readFile(path), name)
}

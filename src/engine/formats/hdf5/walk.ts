import { AppError, phrase, type Phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { H5File, Library } from './library'
import { FLOAT32 } from './tree'
import type { Hdf5Array, Hdf5Request, Hdf5Text, Hdf5Tree } from './tree'

type Group = Extract<ReturnType<H5File['get']>, { keys(): string[] }>
type Dataset = Extract<ReturnType<H5File['get']>, { slice(...args: never[]): unknown }>
type Metadata = Dataset['metadata']

/** Groups in groups; Keras's own files have a level or two for each model inside a model. */
const DEEPEST = 64
const MOST_ENTRIES = 100_000
/** Texts of one attribute, together: a model's configuration has some megabytes at most. */
const LONGEST_TEXT = 64 * 1024 * 1024
/** What deflate makes at most of one byte. */
const MOST_RATIO = 1032

const invalid = (name: string, what: Phrase): AppError =>
  new AppError('invalid-file', phrase`${name} can't be read: ${what}.`, { file: name })

/** Reads what was asked of an open file, bounded in depth, in entries and in bytes. */
export class Walk {
  readonly #attributes = new Map<string, ReadonlyMap<string, Hdf5Text>>()
  readonly #arrays = new Map<string, Hdf5Array>()
  #entries = 0
  #bytes = 0

  constructor(
    private readonly library: Library,
    private readonly file: H5File,
    private readonly request: Hdf5Request,
  ) {}

  read(): Hdf5Tree {
    this.#attributesOf('', this.file)
    for (const name of this.file.keys())
      if (this.request.groups.includes(name)) this.#entry(name, 1)
    return { attributes: this.#attributes, arrays: this.#arrays }
  }

  #entry(path: string, depth: number): void {
    const { module } = this.library
    this.#entries += 1
    if (depth > DEEPEST)
      throw this.#invalid(phrase`its groups are nested more than ${DEEPEST} deep`)
    if (this.#entries > MOST_ENTRIES)
      throw this.#invalid(phrase`it has more than ${MOST_ENTRIES} entries`)
    const type = module.get_type(this.file.file_id, `/${path}`)
    if (type === module.H5G_UDLINK)
      throw this.#invalid(phrase`"${path}" leads to another file, and only one file is read`)
    if (type === module.H5G_DATASET) this.#arrays.set(path, this.#arrayOf(path))
    else if (type === module.H5G_GROUP) this.#group(path, depth)
    else throw this.#invalid(phrase`"${path}" leads nowhere`)
  }

  #group(path: string, depth: number): void {
    const group = this.file.get(`/${path}`) as Group
    this.#attributesOf(path, group)
    for (const name of group.keys()) this.#entry(`${path}/${name}`, depth + 1)
  }

  #attributesOf(path: string, group: Pick<Group, 'attrs'>): void {
    const texts = new Map<string, Hdf5Text>()
    for (const [name, attribute] of Object.entries(group.attrs)) {
      if (!this.request.attributes.includes(name.replace(/\d+$/, ''))) continue
      const count = elements(attribute.shape ?? [])
      if (count > MOST_ENTRIES || count * attribute.metadata.size > LONGEST_TEXT)
        throw this.#invalid(phrase`its attribute "${name}" is too large`)
      const value = attribute.value
      if (typeof value === 'string') texts.set(name, value)
      else if (isTexts(value)) texts.set(name, value)
    }
    if (texts.size > 0) this.#attributes.set(path, texts)
  }

  #arrayOf(path: string): Hdf5Array {
    const dataset = this.file.get(`/${path}`) as Dataset
    const { metadata } = dataset
    const shape = metadata.shape ?? []
    this.#requireRoom(path, metadata)
    const type = this.#typeOf(metadata)
    if (type !== FLOAT32) return { shape, type }
    const { value } = dataset
    const data = typeof value === 'number' ? Float32Array.of(value) : value
    if (!(data instanceof Float32Array) || data.length !== elements(shape))
      throw this.#invalid(phrase`"${path}" has fewer numbers than its shape says`)
    return { shape, type, data }
  }

  #typeOf({ type, size, signed, littleEndian, shape }: Metadata): string {
    const { H5T_INTEGER: whole, H5T_FLOAT: float } = this.library.module.H5T_class_t
    if (shape === null || (type !== whole.value && type !== float.value)) return 'no number'
    const name = type === float.value ? 'float' : signed ? 'int' : 'uint'
    return `${name}${8 * size}${littleEndian || size === 1 ? '' : ' big-endian'}`
  }

  /** Sizes are compared before anything is read: an array can't be larger than what is stored. */
  #requireRoom(path: string, metadata: Metadata): void {
    const { virtual_sources: elsewhere, chunks, shape, size } = metadata
    if (elsewhere && elsewhere.length > 0)
      throw this.#invalid(phrase`"${path}" leads to another file, and only one file is read`)
    const { bytes, limit } = this.request
    const length = elements(shape ?? []) * size
    const stored = chunks ? bytes.length * MOST_RATIO : bytes.length
    this.#bytes += length
    if (length > stored || !Number.isSafeInteger(this.#bytes))
      throw this.#invalid(
        phrase`"${path}" claims ${length} bytes, more than a file of ${bytes.length} bytes can hold`,
      )
    if (this.#bytes > limit)
      throw new AppError(
        'too-large',
        phrase`The arrays of ${this.request.name} take more than ${limit} bytes, the most that can be opened here.`,
        { limit },
      )
  }

  #invalid(what: Phrase): AppError {
    return invalid(this.request.name, what)
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

import {
  type Contents,
  KEPT_BYTES,
  type KeptInspect,
  type KeptPicture,
} from '@shared/contract/kept'
import type { ModelRef } from '@shared/contract/models'
import type { NamedPicture } from './opening'
import type { OpenPicture } from './strip'
import { drawnPixels, firstState, type SketchState } from './sketch-state'

type KeptPixels = Extract<KeptPicture, { kind: 'pixels' }>

/** What Inspect shows, as the store holds it. */
export interface Shown {
  readonly model: ModelRef | undefined
  readonly invert: boolean
  readonly pictures: readonly OpenPicture[]
  readonly currentKey: number | undefined
}

/**
 * Names for the bytes of pictures. The same array always has the same bytes: a drawing's next state
 * is a new one.
 */
export class ContentNames {
  readonly #names = new WeakMap<Uint8Array, string>()

  nameOf(bytes: Uint8Array): string {
    const name = this.#names.get(bytes) ?? crypto.randomUUID()
    this.#names.set(bytes, name)
    return name
  }

  learn(contents: Contents): void {
    for (const [name, bytes] of Object.entries(contents)) this.#names.set(bytes, name)
  }
}

/** The bytes that a picture is made of, where no file or data set holds them. */
function bytesOf({ source, drawn }: OpenPicture): readonly Uint8Array[] {
  if (source.kind === 'bytes') return [source.bytes]
  if (source.kind !== 'pixels') return []
  return drawn ? [drawn.state.painted, drawn.first.painted] : [source.pixels]
}

function keptPicture(
  { source, picture: { name }, drawn }: OpenPicture,
  names: ContentNames,
): KeptPicture {
  const sketch = ({ painted, transform, seed }: SketchState): KeptPixels['state'] => ({
    painted: names.nameOf(painted),
    transform,
    seed,
  })
  switch (source.kind) {
    case 'bytes':
      return { kind: 'bytes', name, content: names.nameOf(source.bytes) }
    case 'pixels': {
      const { height, width, channels, pixels } = source
      return {
        kind: 'pixels',
        name,
        height,
        width,
        channels,
        state: sketch(drawn?.state ?? firstState(pixels)),
        first: drawn ? sketch(drawn.first) : null,
      }
    }
    case 'token':
      return { kind: 'token', name: name.slice(0, 255), token: source.token }
    case 'sample':
      return source
    case 'dataset':
      return { ...source, name: name.slice(0, 255) }
  }
}

/** Pictures whose bytes find room: the current one first, then the newest. */
function fitting(
  pictures: readonly OpenPicture[],
  currentKey: number | undefined,
): ReadonlySet<OpenPicture> {
  const inTurn = [...pictures].sort(
    (a, b) => Number(b.key === currentKey) - Number(a.key === currentKey) || b.key - a.key,
  )
  let room = KEPT_BYTES
  return new Set(
    inTurn.filter((picture) => {
      const size = bytesOf(picture).reduce((sum, { length }) => sum + length, 0)
      if (size > room) return false
      room -= size
      return true
    }),
  )
}

/** What is shown as main keeps it, with all its contents. */
export function toKept(
  { model, invert, pictures, currentKey }: Shown,
  names: ContentNames,
): { readonly kept: KeptInspect; readonly contents: Contents } {
  const fit = fitting(pictures, currentKey)
  const shown = pictures.filter((picture) => fit.has(picture))
  const current = shown.findIndex(({ key }) => key === currentKey)
  return {
    kept: {
      model: model ?? null,
      invert,
      pictures: shown.map((picture) => keptPicture(picture, names)),
      current: current < 0 ? null : current,
    },
    contents: Object.fromEntries(
      shown.flatMap(bytesOf).map((bytes) => [names.nameOf(bytes), bytes]),
    ),
  }
}

/** What to open for a kept picture; no source where its bytes are gone. */
function toOpen(
  picture: KeptPicture,
  contents: Contents,
): NamedPicture | { readonly name: string } {
  const { name } = picture
  switch (picture.kind) {
    case 'token':
      return { name, source: { kind: 'token', token: picture.token } }
    case 'sample':
      return { name, source: picture }
    case 'dataset': {
      const { kind, dataset, split, index } = picture
      return { name, source: { kind, dataset, split, index } }
    }
    case 'bytes': {
      const bytes = contents[picture.content]
      return bytes ? { name, source: { kind: 'bytes', name, bytes } } : { name }
    }
    case 'pixels':
      return pixelsToOpen(picture, contents)
  }
}

function pixelsToOpen(
  { name, height, width, channels, ...kept }: KeptPixels,
  contents: Contents,
): NamedPicture | { readonly name: string } {
  const size = { height, width, channels }
  const sketch = ({ painted, transform, seed }: KeptPixels['state']): SketchState | undefined => {
    const bytes = contents[painted]
    return bytes?.length === height * width * channels
      ? { painted: bytes, transform, seed }
      : undefined
  }
  const state = sketch(kept.state)
  if (!state) return { name }
  const source = { kind: 'pixels', name, ...size, pixels: drawnPixels({ size, state }) } as const
  return {
    name,
    source,
    ...(kept.first && { drawn: { first: sketch(kept.first) ?? state, state } }),
  }
}

/**
 * The pictures of the previous session, the place of the current one, and names of those whose bytes
 * are gone.
 */
export function fromKept(
  { pictures, current }: KeptInspect,
  contents: Contents,
): {
  readonly pictures: readonly NamedPicture[]
  readonly current: number | undefined
  readonly gone: readonly string[]
} {
  const all = pictures.map((picture) => toOpen(picture, contents))
  const found = all.filter((item): item is NamedPicture => 'source' in item)
  const inHand = current === null ? undefined : all[current]
  const place = found.findIndex((item) => item === inHand)
  return {
    pictures: found,
    current: place < 0 ? (found.length > 0 ? 0 : undefined) : place,
    gone: all.filter((item) => !('source' in item)).map(({ name }) => name),
  }
}

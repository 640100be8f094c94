import type { PictureTarget } from '../../pictures/fitted'
import { headerOf, type PictureHeader } from '../../pictures/header'
import { PICTURE_BYTES } from '../../pictures/limits'
import { nextTurn, type Work } from '../../work/work'
import { contentsOf, type PictureFile, type ReadOptions } from '../formats/format'
import { stageOf } from '../progress'
import type { TreeFile } from '../tree/file-tree'

/**
 * Without a chosen size no side is longer than this: what LeNet and its kin are made for.
 */
const LONGEST_SIDE = 64
/** Fewer coloured pictures than this share are strays among grey ones. */
const STRAYS = 0.05
const AT_ONCE = 64
/** Where headers end, but for those behind a large profile or preview. */
const HEAD_BYTES = 16 * 1024

/**
 * The target that the user chose, and for what is not chosen a proposal from all pictures: the size
 * that more than half of them have, else the middle one; grey where next to none is in colour.
 */
export async function targetOf(
  files: readonly PictureFile[],
  { size, channels, fit = 'stretch' }: ReadOptions,
  job: Work,
): Promise<PictureTarget> {
  if (size && channels) return { height: size[0], width: size[1], channels, fit }
  const headers: PictureHeader[] = []
  const report = stageOf(job, 'search', 'files', files.length)
  for (const [index, { file }] of files.entries()) {
    if (index % AT_ONCE === 0) await nextTurn(job.signal)
    const header = await headerIn(file, job.signal)
    if (header && header.height > 0 && header.width > 0) headers.push(header)
    report(index + 1)
  }
  const [height, width] = size ?? proposedSize(headers)
  const coloured = headers.filter(({ isGrey }) => !isGrey).length
  const isGrey = headers.length > 0 && coloured < STRAYS * headers.length
  return { height, width, channels: channels ?? (isGrey ? 1 : 3), fit }
}

/** A file's header, for which it is read whole only where its beginning does not have it. */
async function headerIn(file: TreeFile, signal?: AbortSignal): Promise<PictureHeader | undefined> {
  const head = await file.head(HEAD_BYTES, signal).catch(() => undefined)
  const isPacked = head?.[0] === 0x1f && head[1] === 0x8b
  const found = head && !isPacked ? headerOf(head) : undefined
  if (found || (head && !isPacked && head.length >= file.size)) return found
  return contentsOf(file, signal, PICTURE_BYTES).then(headerOf, () => undefined)
}

function proposedSize(headers: readonly PictureHeader[]): readonly [number, number] {
  if (headers.length === 0) return [LONGEST_SIDE, LONGEST_SIDE]
  const counts = new Map<string, number>()
  for (const { height, width } of headers) {
    const key = `${height} ${width}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  const middle = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? LONGEST_SIDE
  const [height = LONGEST_SIDE, width = LONGEST_SIDE] =
    most && most[1] * 2 > headers.length
      ? most[0].split(' ').map(Number)
      : [middle(headers.map((each) => each.height)), middle(headers.map((each) => each.width))]
  return [Math.min(height, LONGEST_SIDE), Math.min(width, LONGEST_SIDE)]
}

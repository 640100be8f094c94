import type { Fit, PictureFile, ReadOptions } from '../formats/format'
import { contentsOf } from '../formats/format'
import { PICTURE_BYTES } from '../../pictures/limits'
import { nextTurn, type Work } from '../../work/work'
import { stageOf } from '../progress'
import { type Header, sniff } from './sniff'

/** What every picture is brought to. */
export interface Target {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
  readonly fit: Fit
}

/**
 * Without a chosen size no side is longer than this: what LeNet and its kin are made for.
 */
const LONGEST_SIDE = 64
/** Fewer coloured pictures than this share are strays among grey ones. */
const STRAYS = 0.05
const AT_ONCE = 64

/**
 * The target that the user chose, and for what is not chosen a proposal from all pictures: the size
 * that more than half of them have, else the middle one; grey where next to none is in colour.
 */
export async function targetOf(
  files: readonly PictureFile[],
  { size, channels, fit = 'stretch' }: ReadOptions,
  job: Work,
): Promise<Target> {
  if (size && channels) return { height: size[0], width: size[1], channels, fit }
  const headers: Header[] = []
  const report = stageOf(job, 'search', 'files', files.length)
  for (const [index, { file }] of files.entries()) {
    if (index % AT_ONCE === 0) await nextTurn(job.signal)
    const header = await contentsOf(file, job.signal, PICTURE_BYTES).then(sniff, () => undefined)
    if (header && header.height > 0 && header.width > 0) headers.push(header)
    report(index + 1)
  }
  const [height, width] = size ?? proposedSize(headers)
  const coloured = headers.filter(({ isGrey }) => !isGrey).length
  const isGrey = headers.length > 0 && coloured < STRAYS * headers.length
  return { height, width, channels: channels ?? (isGrey ? 1 : 3), fit }
}

function proposedSize(headers: readonly Header[]): readonly [number, number] {
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

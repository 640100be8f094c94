import {
  FLAWS,
  type DatasetCheck,
  type Flaw,
  type FlawFinding,
} from '@shared/contract/dataset-check'
import type { Work } from '../../work/work'
import { inTurns, type Examples } from './examples'
import { median } from './median'
import { qualityOf, type Quality } from './quality'
import { oddShapes, type OddShape } from './shapes'

/** Flaws of a larger share of all pictures are how the set is made, and no faults. */
const MOST = 0.1

interface Rule {
  /** What is compared with the limit. */
  readonly value: (quality: Quality, typicalSharpness: number) => number
  readonly limit: number
  /** Whether values above the limit are the flaw, rather than those below. */
  readonly above?: boolean
}

/** Limits of brightness as CleanVision has them; a blank picture is only called blank. */
const RULES: Readonly<Record<Exclude<Flaw, OddShape>, Rule>> = {
  dark: { value: ({ bright }) => bright, limit: 0.32 },
  light: { value: ({ faint }) => faint, limit: 0.95, above: true },
  blank: { value: ({ deviation }) => deviation, limit: 0.01 },
  blurred: { value: ({ sharpness }, typical) => sharpness / typical, limit: 0.25 },
}

/** Whether the largest values are the worst. */
const isAbove = (kind: Flaw): boolean =>
  kind === 'sized' || (kind !== 'narrow' && RULES[kind].above === true)

/** The flaw of a picture, blank first: what has nothing in it is not blurred as well. */
function flawOf(quality: Quality, typicalSharpness: number) {
  for (const kind of ['blank', 'dark', 'light', 'blurred'] as const) {
    const { value: of, limit, above = false } = RULES[kind]
    const value = of(quality, typicalSharpness)
    if (above ? value > limit : value < limit) return { kind, value, limit }
  }
  return undefined
}

/**
 * Single pictures that are dark, light, blank, blurred or of an odd shape. A flaw of more than a
 * tenth of all pictures is told as a share instead.
 * @param work told how many pictures are done
 * @throws AppError `cancelled`
 */
export async function flawsOf(
  examples: Examples,
  work: Work<number> = {},
): Promise<{ flaws: FlawFinding[]; usual: DatasetCheck['usual'] }> {
  const qualities: Quality[] = []
  await inTurns(examples.count, work, (at) => {
    qualities.push(qualityOf(examples.picture(at), examples.size))
  })
  const typical = median(qualities.map(({ sharpness }) => sharpness))
  const found = qualities.flatMap((quality, at): FlawFinding[] => {
    const flaw = flawOf(quality, typical)
    return flaw ? [{ ...flaw, picture: examples.place(at) }] : []
  })
  found.push(...oddShapes(examples))
  const flaws: FlawFinding[] = []
  const usual: DatasetCheck['usual'] = []
  for (const kind of FLAWS) {
    const those = found.filter((flaw) => flaw.kind === kind)
    const share = those.length / examples.count
    if (share > MOST) usual.push({ kind, share })
    else
      flaws.push(...those.sort((a, b) => Math.sign(a.value - b.value) * (isAbove(kind) ? -1 : 1)))
  }
  return { flaws, usual }
}

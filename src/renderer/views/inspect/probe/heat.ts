import type { Attribution, AttributionMethod } from '@shared/contract/probe'
import { meanOverBoxes, type Box } from '@shared/math/boxes'
import { fieldOfUnit } from '@shared/math/receptive-field'

/** An attribution on pixels that can be seen, and the boxes that its numbers come from. */
export interface Heat {
  /** Row by row. */
  readonly values: Float32Array
  readonly width: number
  /** On the picture's own pixels, so that the picture can lie under it. */
  readonly onPicture: boolean
  /**
   * Of each number of the attribution what it covers; none for those that are pixels themselves.
   */
  readonly boxes: readonly Box[]
  readonly signed: boolean
}

type Kind = AttributionMethod['kind']

/** What each cell of an attribution's map covers on the picture. */
function boxesOf({ map, field, starts }: Attribution, kind: Kind, patch: number): readonly Box[] {
  const [rows = 1, columns = 1] = map.shape
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    if (kind === 'gradCam' && field) return fieldOfUnit(field, [row, column])
    const [top, left] = [starts?.[0][row] ?? 0, starts?.[1][column] ?? 0]
    return { rows: [top, top + patch - 1], columns: [left, left + patch - 1] }
  })
}

/**
 * Lays an attribution over the picture: gradients lie on pixels already; a cell of Grad-CAM or of
 * an occlusion covers the pixels that it really depends on, and a pixel shows the mean of the cells
 * over it. Of Grad-CAM what is above 0 is shown.
 * @param picture [height, width]
 * @param patch side of an occlusion's patch
 */
export function heatOf(
  answer: Attribution,
  kind: Kind,
  [height, width]: readonly [number, number],
  patch: number,
): Heat {
  const numbers =
    kind === 'gradCam' ? answer.map.data.map((value) => Math.max(0, value)) : answer.map.data
  const signed = kind !== 'gradCam'
  if ((kind !== 'gradCam' && kind !== 'occlusion') || (kind === 'gradCam' && !answer.field)) {
    const [rows = 1, columns = 1] = answer.map.shape
    return {
      values: numbers,
      width: columns,
      onPicture: rows === height && columns === width,
      boxes: [],
      signed,
    }
  }
  const boxes = boxesOf(answer, kind, patch)
  return {
    values: meanOverBoxes([height, width], boxes, numbers),
    width,
    onPicture: true,
    boxes,
    signed,
  }
}

/** The places of the largest numbers, largest first; none that is 0 or less. */
export const strongestCells = (data: Float32Array, count: number): readonly number[] =>
  [...data.keys()]
    .filter((cell) => (data[cell] ?? 0) > 0)
    .sort((a, b) => (data[b] ?? 0) - (data[a] ?? 0))
    .slice(0, count)

/** The box whose middle is nearest to a pixel. */
export function nearestBox(
  boxes: readonly Box[],
  [row, column]: readonly [number, number],
): number {
  let [best, least] = [-1, Infinity]
  for (const [index, { rows, columns }] of boxes.entries()) {
    const distance =
      ((rows[0] + rows[1]) / 2 - row) ** 2 + ((columns[0] + columns[1]) / 2 - column) ** 2
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}

import type { Pair } from '@shared/math/geometry'
import { boxesOf, type Area } from '@shared/math/field/cells'
import { fieldOfUnit, type ReceptiveField } from '@shared/math/receptive-field'

interface Box {
  readonly rows: Pair
  readonly columns: Pair
}

const rectangle = ({ rows, columns }: Box): string =>
  `M${columns[0]} ${rows[0]}h${columns[1] - columns[0] + 1}v${rows[1] - rows[0] + 1}h-${columns[1] - columns[0] + 1}z`

/** SVG path of an area, one unit a cell: its boxes, so that holes stay holes. */
export const areaPath = (area: Area): string => boxesOf(area).map(rectangle).join('')

/** SVG path of one box. */
export const boxPath = (box: Box): string => (box.rows[1] < box.rows[0] ? '' : rectangle(box))

/** Of more boxes than this only some are drawn: more would be a grey field. */
const MOST_BOXES = 900

/**
 * SVG path of the fields of all units of a map, clipped to nothing: the overhang is part of the
 * picture.
 */
export function unitBoxes(field: ReceptiveField, [height, width]: Pair): string {
  const every = Math.max(1, Math.ceil(Math.sqrt((height * width) / MOST_BOXES)))
  const path: string[] = []
  for (let row = 0; row < height; row += every) {
    for (let column = 0; column < width; column += every)
      path.push(boxPath(fieldOfUnit(field, [row, column])))
  }
  return path.join('')
}

/**
 * The unit whose field's centre lies nearest to a point of the picture, in pixels (the first one's
 * centre is 0.5, 0.5).
 */
export function nearestUnit(field: ReceptiveField, [height, width]: Pair, [y, x]: Pair): Pair {
  const axis = (i: 0 | 1, at: number, count: number): number => {
    const centre = field.start[i] + field.size[i] / 2
    return Math.min(count - 1, Math.max(0, Math.round((at - centre) / field.stride[i])))
  }
  return [axis(0, y, height), axis(1, x, width)]
}

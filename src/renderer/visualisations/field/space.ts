/** A point of the drawing: across, up, and along the row of layers. */
export type Point3 = readonly [x: number, y: number, z: number]
export type Point2 = readonly [x: number, y: number]

/** From where the row of layers is seen, in radians. */
export interface View {
  readonly yaw: number
  readonly pitch: number
}

/** Distance of the eye: far enough that the lines hardly meet. */
const EYE = 5

/**
 * Where a point stands on the screen, in units of the drawing: turned about the vertical by `yaw`,
 * tipped by `pitch`, and drawn a little smaller the farther it is.
 */
export function project([x, y, z]: Point3, { yaw, pitch }: View): Point2 {
  const [across, along] = [
    x * Math.cos(yaw) + z * Math.sin(yaw),
    z * Math.cos(yaw) - x * Math.sin(yaw),
  ]
  const [up, depth] = [
    y * Math.cos(pitch) - along * Math.sin(pitch),
    along * Math.cos(pitch) + y * Math.sin(pitch),
  ]
  const scale = EYE / (EYE + depth)
  return [across * scale, up * scale]
}

/** A layer in space: half its height and width, and its place along the row. */
export interface Sheet {
  readonly height: number
  readonly width: number
  readonly halfHeight: number
  readonly halfWidth: number
  readonly z: number
}

/**
 * Stands layers in a row, the input first. Sizes grow with the root of the map's side, so that a
 * map of 5 cells is still seen beside a picture of 224.
 */
export function arrange(sizes: readonly (readonly [height: number, width: number])[]): Sheet[] {
  const largest = Math.max(1, ...sizes.flat())
  const half = (side: number): number => 0.12 + 0.58 * Math.sqrt(side / largest)
  const step = sizes.length > 1 ? 2.6 / (sizes.length - 1) : 0
  return sizes.map(([height, width], i) => {
    // A vector after the input is a strip, not a map of one cell.
    const vector = i > 0 && height === 1 && width === 1
    return {
      height,
      width,
      halfHeight: vector ? 0.36 : half(height),
      halfWidth: vector ? 0.045 : half(width),
      z: -1.3 + i * step,
    }
  })
}

/** The corner of a cell in space: row 0 is at the top. */
export const cornerOf = (
  { height, width, halfHeight, halfWidth, z }: Sheet,
  row: number,
  column: number,
): Point3 => [
  (2 * column * halfWidth) / width - halfWidth,
  halfHeight - (2 * row * halfHeight) / height,
  z,
]

/** The four corners of rows and columns, the last ones included, in order round. */
export const quad = (
  sheet: Sheet,
  [top, bottom]: readonly [number, number],
  [left, right]: readonly [number, number],
): readonly Point3[] => [
  cornerOf(sheet, top, left),
  cornerOf(sheet, top, right + 1),
  cornerOf(sheet, bottom + 1, right + 1),
  cornerOf(sheet, bottom + 1, left),
]

/** How projected points are brought onto a screen of width × height, with room around them. */
export interface Fit {
  readonly scale: number
  /** Added after scaling; up is towards smaller y. */
  readonly offset: Point2
}

/**
 * The largest scale at which all points are seen, with so many pixels of room left, right, above
 * and below.
 */
export function fitPoints(points: readonly Point2[], [width, height]: Point2, room: Point2): Fit {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, low, high] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ]
  const scale = Math.max(
    1,
    Math.min(
      (width - 2 * room[0]) / Math.max(right - left, 1e-9),
      (height - 2 * room[1]) / Math.max(high - low, 1e-9),
    ),
  )
  return {
    scale,
    offset: [width / 2 - (scale * (left + right)) / 2, height / 2 + (scale * (low + high)) / 2],
  }
}

import {
  fitPoints,
  project,
  quad,
  type Point2,
  type Point3,
  type Sheet,
  type View,
} from '@renderer/visualisations/field/space'
import type { partsOf } from './cone-layers'
import { apart, type Label } from './labels'

/** A layer of the cone as it is drawn. */
export interface DrawnLayer extends ReturnType<typeof partsOf> {
  readonly name: string
  readonly sheet: Sheet
  readonly chosen: boolean
}

/** Where and how the cone is drawn; lengths in CSS pixels. */
export interface Scene {
  readonly context: CanvasRenderingContext2D
  readonly size: Point2
  readonly view: View
  /** A colour of the theme by the name of its custom property. */
  readonly colour: (name: string) => string
}
type Place = (point: Point3) => Point2

/** Pixels around the drawing, for the names below. */
const ROOM = [28, 34] as const
/** Of more boxes than this only the hull is filled. */
const MOST_BOXES = 400
const CELLS = 'rgb(255 176 0 / 55%)'
const CELLS_EDGE = '#d98300'
const LINKS = 'rgb(217 131 0 / 75%)'

const outline = (sheet: Sheet): readonly Point3[] =>
  quad(sheet, [0, sheet.height - 1], [0, sheet.width - 1])

/** The view's projection, scaled so that all layers fit. */
function placing({ size, view }: Scene, layers: readonly DrawnLayer[]): Place {
  const corners = layers.flatMap(({ sheet }) => outline(sheet).map((point) => project(point, view)))
  const { scale, offset } = fitPoints(corners, size, ROOM)
  return (point) => {
    const [x, y] = project(point, view)
    return [offset[0] + x * scale, offset[1] - y * scale]
  }
}

function trace(context: CanvasRenderingContext2D, points: readonly Point2[]): void {
  context.beginPath()
  for (const [n, point] of points.entries())
    if (n === 0) context.moveTo(...point)
    else context.lineTo(...point)
}

function drawSheet({ context, colour }: Scene, { sheet, chosen }: DrawnLayer, place: Place): void {
  trace(context, outline(sheet).map(place))
  context.closePath()
  context.fillStyle = colour('--surface')
  context.globalAlpha = 0.72
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = colour(chosen ? '--accent' : '--border-control')
  context.lineWidth = chosen ? 2 : 1
  context.stroke()
}

const hullOf = ({ sheet, hull }: DrawnLayer): readonly Point3[] | null =>
  hull && quad(sheet, hull.rows, hull.columns)

function drawCells({ context }: Scene, layer: DrawnLayer, place: Place): void {
  const hull = hullOf(layer)
  const shapes =
    layer.boxes.length > MOST_BOXES
      ? hull
        ? [hull]
        : []
      : layer.boxes.map(({ rows, columns }) => quad(layer.sheet, rows, columns))
  context.fillStyle = CELLS
  context.strokeStyle = CELLS_EDGE
  context.lineWidth = 1.25
  for (const points of shapes) {
    trace(context, points.map(place))
    context.closePath()
    context.fill()
    context.stroke()
  }
}

/** Lines between the corners of the cells' hulls of two neighbouring layers. */
function drawLinks(
  { context }: Scene,
  [from, to]: readonly [DrawnLayer, DrawnLayer],
  place: Place,
): void {
  const [near, far] = [hullOf(from), hullOf(to)]
  if (!near || !far) return
  context.strokeStyle = LINKS
  context.lineWidth = 1
  for (const [i, corner] of near.entries()) {
    trace(context, [place(corner), place(far[i] ?? corner)])
    context.stroke()
  }
}

function drawNames({ context, colour }: Scene, layers: readonly DrawnLayer[], place: Place): void {
  const labels = layers.map(({ name, sheet, chosen }, n): Label => {
    const [x, y] = place([0, -sheet.halfHeight, sheet.z])
    const width = context.measureText(name).width
    // Neighbours stand in two lines.
    return { text: name, x, y: y + 15 + (n % 2) * 12, width, chosen }
  })
  for (const { text, x, y, chosen } of apart(labels)) {
    context.fillStyle = colour(chosen ? '--accent' : '--text-muted')
    context.fillText(text, x, y)
  }
}

/** Draws the layers one behind the other, the cells of the cone in them, and the names below. */
export function drawCone(scene: Scene, layers: readonly DrawnLayer[]): void {
  const place = placing(scene, layers)
  for (const [n, layer] of layers.entries()) {
    drawSheet(scene, layer, place)
    drawCells(scene, layer, place)
    const next = layers[n + 1]
    if (next) drawLinks(scene, [layer, next], place)
  }
  drawNames(scene, layers, place)
}

import type { useVueFlow } from '@vue-flow/core'
import type { ShallowRef } from 'vue'
import { INPUT_ID } from '@shared/model/spec'
import type { Point } from '../document/kept'
import { extentOf } from './in-sight'
import { NODE } from './layout'

/** Below this zoom names can't be read. */
const READABLE = 0.42
const START = 0.75
const LARGEST = 1.15
export const SMALLEST = 0.05

/** Which part of the drawing the pane shows. */
export function useViewport(
  flow: ReturnType<typeof useVueFlow>,
  places: Readonly<ShallowRef<ReadonlyMap<string, Point>>>,
) {
  /** All of the drawing, in the middle of the pane. */
  function showAll(): void {
    const { left, top, right, bottom } = extentOf(places.value)
    const { width, height } = flow.dimensions.value
    const zoom = Math.max(
      SMALLEST,
      Math.min(LARGEST, width / ((right - left) * 1.08), height / ((bottom - top) * 1.08)),
    )
    // What is too tall even so is shown from its beginning.
    const above = Math.max(8, (height - (bottom - top) * zoom) / 2)
    void flow.setViewport({ x: (width - (left + right) * zoom) / 2, y: above - top * zoom, zoom })
  }

  /** Another network: all of it where that can be read, else its beginning. */
  function showFirst(): void {
    const { top, bottom } = extentOf(places.value)
    const { width, height } = flow.dimensions.value
    const input = places.value.get(INPUT_ID)
    if (!input || height / (bottom - top + 1) > READABLE) return showAll()
    void flow.setViewport({
      x: width / 2 - (input.x + NODE.width / 2) * START,
      y: 16 - input.y * START,
      zoom: START,
    })
  }

  /** Moves the drawing only where the layer is out of sight. */
  function reveal(id: string): void {
    const at = places.value.get(id)
    if (!at) return
    const { x, y, zoom } = flow.viewport.value
    const { width, height } = flow.dimensions.value
    const [left, top] = [at.x * zoom + x, at.y * zoom + y]
    const inside =
      left >= 0 &&
      top >= 0 &&
      left + NODE.width * zoom <= width &&
      top + NODE.height * zoom <= height
    if (!inside)
      void flow.setCenter(at.x + NODE.width / 2, at.y + NODE.height / 2, { zoom, duration: 0 })
  }

  return { showAll, showFirst, reveal }
}

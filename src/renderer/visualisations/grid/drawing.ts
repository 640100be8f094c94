import { computed, onBeforeUnmount, watch, type ShallowRef } from 'vue'
import { useDevicePixelRatio, useElementSize } from '@vueuse/core'
import { useSettings } from '@renderer/stores/settings'
import { painter } from '../sheet/painter'
import { drawMarks } from './draw-marks'
import { drawReading } from './draw-reading'
import { drawValues } from './draw-values'
import { paddedSize, type Viewport } from './geometry'
import { createLiveRaster } from './live-raster'
import type { CellMark, ReadingMarks } from './marks'
import { gridStyles } from './styles'
import type { GridValues } from './values'

/** What a grid shows. */
export interface Shown {
  readonly values: GridValues
  /** CSS pixels a cell. */
  readonly zoom: number
  readonly marks: readonly CellMark[]
  /** What is read of it, where that is to be seen. */
  readonly reading: ReadingMarks | undefined
}

/** A box that scrolls, with two canvases over each other: numbers below, marks above. */
export interface GridElements {
  readonly box: Readonly<ShallowRef<HTMLElement | null>>
  readonly base: Readonly<ShallowRef<HTMLCanvasElement | null>>
  readonly over: Readonly<ShallowRef<HTMLCanvasElement | null>>
}

/**
 * Draws what of a grid is on the screen, in the next frame after it changed: marks move without the
 * numbers being drawn again. Nothing is measured while drawing, which would have the page laid out
 * once more for each grid.
 */
export function useGridDrawing(
  { box, base, over }: GridElements,
  shown: () => Shown,
): { scrolled(): void } {
  const { width, height } = useElementSize(box)
  const { pixelRatio } = useDevicePixelRatio()
  const settings = useSettings()
  const owners = { base: {}, over: {} }
  const values = computed(() => shown().values)
  const rasterOf = createLiveRaster()
  let scroll: readonly [number, number] = [0, 0]

  function prepare(canvas: HTMLCanvasElement): Viewport {
    const { zoom } = shown()
    const ratio = pixelRatio.value
    const [down, across] = paddedSize(values.value)
    const extent = [Math.min(width.value, across * zoom), Math.min(height.value, down * zoom)].map(
      (n) => Math.max(1, Math.round(n * ratio)),
    )
    const [wide = 1, high = 1] = extent
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide
      canvas.height = high
      canvas.style.width = `${wide / ratio}px`
      canvas.style.height = `${high / ratio}px`
    }
    return {
      zoom: zoom * ratio,
      ratio,
      scroll: [scroll[0] * ratio, scroll[1] * ratio],
      extent: [wide, high],
    }
  }

  function drawBase(): void {
    const context = base.value?.getContext('2d')
    if (!context || !base.value || values.value.data.length === 0) return
    const viewport = prepare(base.value)
    const { image, pixels } = rasterOf(values.value)
    drawValues(context, image, pixels, values.value, viewport, gridStyles())
    const { reading } = shown()
    if (reading)
      drawReading(
        context,
        reading,
        { padding: values.value.padding, padded: paddedSize(values.value) },
        viewport,
        gridStyles(),
      )
  }
  function drawOver(): void {
    const context = over.value?.getContext('2d')
    if (!context || !over.value) return
    drawMarks(context, shown().marks, values.value.padding, prepare(over.value), gridStyles())
  }
  /**
   * Before the box has been measured, canvases take no room: of any other size they would have it
   * scroll.
   */
  const isMeasured = (): boolean => width.value > 0 && height.value > 0
  function scheduleOver(): void {
    if (isMeasured()) painter.schedule(owners.over, drawOver)
  }
  function schedule(): void {
    if (!isMeasured()) return
    painter.schedule(owners.base, drawBase)
    scheduleOver()
  }
  watch(
    () => [
      values.value,
      shown().reading,
      shown().zoom,
      width.value,
      height.value,
      pixelRatio.value,
      settings.theme,
    ],
    schedule,
    { flush: 'post' },
  )
  watch(() => shown().marks, scheduleOver, { flush: 'post' })
  onBeforeUnmount(() => {
    painter.cancel(owners.base)
    painter.cancel(owners.over)
  })

  function scrolled(): void {
    scroll = [box.value?.scrollLeft ?? 0, box.value?.scrollTop ?? 0]
    schedule()
  }
  return { scrolled }
}

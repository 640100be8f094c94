import { z } from 'zod'

const coordinate = z.number().int()
export const boundsSchema = z.strictObject({
  x: coordinate.optional(),
  y: coordinate.optional(),
  width: coordinate.min(200).max(20_000),
  height: coordinate.min(200).max(20_000),
  maximised: z.boolean(),
})
export type WindowBounds = z.infer<typeof boundsSchema>

export const DEFAULT_BOUNDS: WindowBounds = { width: 1360, height: 860, maximised: false }
export const MINIMUM_SIZE = { width: 880, height: 600 } as const

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How much of the window must be on a screen so that its title is reachable. */
const VISIBLE = 80

/**
 * Fits kept bounds to the current screens; without a position where it would be outside all of
 * them.
 */
export function fitBounds(kept: WindowBounds, screens: readonly Area[]): WindowBounds {
  const { x, y, maximised } = kept
  const largest = screens.reduce(
    (best, { width, height }) => ({
      width: Math.max(best.width, width),
      height: Math.max(best.height, height),
    }),
    { width: 0, height: 0 },
  )
  const width = Math.max(MINIMUM_SIZE.width, Math.min(kept.width, largest.width))
  const height = Math.max(MINIMUM_SIZE.height, Math.min(kept.height, largest.height))
  if (x === undefined || y === undefined) return { width, height, maximised }
  const reachable = screens.some(
    (area) =>
      x + width >= area.x + VISIBLE &&
      x <= area.x + area.width - VISIBLE &&
      y >= area.y &&
      y <= area.y + area.height - VISIBLE,
  )
  return reachable ? { x, y, width, height, maximised } : { width, height, maximised }
}

import type { TensorData } from '@shared/contract/common'
import { useDrawing, type SketchTool } from './drawing'
import { useInspectedModel } from './model'
import { useOpening } from './opening'
import { usePass } from './pass'
import { firstState } from './sketch-state'
import { useStrip } from './strip'

const byte = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 255)

/** Opens pixels that can be drawn on. @param shape [height, width, channels] */
function open(name: string, shape: readonly number[], data: ArrayLike<number>): Promise<void> {
  const [height = 1, width = 1, all = 1] = shape
  const channels = all === 3 ? 3 : 1
  const painted = Uint8Array.from({ length: height * width * channels }, (_, i) => data[i] ?? 0)
  const first = firstState(painted)
  useStrip().invert = false
  return useOpening().open([
    {
      name,
      source: { kind: 'pixels', name, height, width, channels, pixels: painted },
      drawn: { first, state: first },
    },
  ])
}

/** Opens numbers that were worked out as a picture, 0…1. */
export const drawFrom = (name: string, { shape, data }: TensorData): Promise<void> =>
  open(name, shape, Array.from(data, byte))

/** Opens a copy of what the network sees now, to be worked on; the picture itself stays. */
export async function drawOnCopy(tool: SketchTool, name: string): Promise<void> {
  const drawing = useDrawing()
  drawing.tool = tool
  const input = usePass().pass?.input
  if (!drawing.sketch && input) await drawFrom(name, input)
}

/** Opens an empty canvas of the network's size, black as the data sets' background is. */
export async function drawOnBlank(name: string): Promise<void> {
  useDrawing().tool = 'paint'
  const [height = 28, width = 28, channels = 1] = useInspectedModel().entry?.inputShape ?? []
  await open(name, [height, width, channels], [])
}

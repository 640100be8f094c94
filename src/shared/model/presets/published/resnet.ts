import type { ModelSpecInput } from '../../spec'
import { convNorm, convNormRelu, IMAGENET, relu, type LayerInput } from './parts'

interface Block {
  readonly id: string
  readonly from: string
  readonly width: number
  readonly stride: number
  /** The map changes its shape, so the shortcut needs a projection. */
  readonly project: boolean
}

/** The end of a block: what the layers made, added to what came in. */
function joined(
  { id, from, width, stride, project }: Block,
  last: string,
  expansion: number,
): LayerInput[] {
  const shortcut = project
    ? convNorm(`${id}-shortcut`, { channels: width * expansion, kernel: 1, stride, inputs: [from] })
    : []
  return [
    ...shortcut,
    { id: `${id}-add`, kind: 'add', inputs: [last, project ? `${id}-shortcut-norm` : from] },
    relu(id),
  ]
}

/** Two 3×3 convolutions. */
const basic = (block: Block): LayerInput[] => {
  const { id, from, width, stride } = block
  return [
    ...convNormRelu(`${id}-a`, { channels: width, kernel: 3, stride, padding: 1, inputs: [from] }),
    ...convNorm(`${id}-b`, { channels: width, kernel: 3, padding: 1 }),
    ...joined(block, `${id}-b-norm`, 1),
  ]
}

/**
 * 1×1, 3×3, 1×1 to four times the width; the 3×3 one strides (torchvision's way, "ResNet v1.5").
 */
const bottleneck = (block: Block): LayerInput[] => {
  const { id, from, width, stride } = block
  return [
    ...convNormRelu(`${id}-a`, { channels: width, kernel: 1, inputs: [from] }),
    ...convNormRelu(`${id}-b`, { channels: width, kernel: 3, stride, padding: 1 }),
    ...convNorm(`${id}-c`, { channels: 4 * width, kernel: 1 }),
    ...joined(block, `${id}-c-norm`, 4),
  ]
}

function resnet(
  name: string,
  depths: readonly number[],
  make: (block: Block) => LayerInput[],
  expansion: number,
): ModelSpecInput {
  let [from, channels] = ['pool1', 64]
  const stages = depths.flatMap((depth, stage) =>
    Array.from({ length: depth }, (_, index): LayerInput[] => {
      const width = 64 * 2 ** stage
      const stride = index === 0 && stage > 0 ? 2 : 1
      const id = `block${stage + 1}-${index + 1}`
      const layers = make({
        id,
        from,
        width,
        stride,
        project: stride > 1 || channels !== width * expansion,
      })
      ;[from, channels] = [id, width * expansion]
      return layers
    }).flat(),
  )
  return {
    name,
    input: { ...IMAGENET },
    layers: [
      ...convNormRelu('conv1', { channels: 64, kernel: 7, stride: 2, padding: 3 }),
      { id: 'pool1', kind: 'maxPool2d', window: 3, stride: 2, padding: 1 },
      ...stages,
      { id: 'average', kind: 'globalAvgPool2d' },
      { id: 'dense', kind: 'dense', units: 1000 },
    ],
  }
}

/** He et al., "Deep Residual Learning for Image Recognition", 2015, table 1. */
export const resnet18 = resnet('ResNet-18', [2, 2, 2, 2], basic, 1)
export const resnet50 = resnet('ResNet-50', [3, 4, 6, 3], bottleneck, 4)

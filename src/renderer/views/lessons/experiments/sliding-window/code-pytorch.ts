import type { TensorData } from '@shared/contract/common'
import { isPooling } from '@shared/operations'
import { windowOf, type SlidingState } from './state'
import { isWritten, withVolume } from './code-volume'

const pair = ([down, across]: readonly [number, number]): string =>
  down === across ? String(down) : `(${down}, ${across})`

const tensor = (name: string, volume: TensorData): string =>
  isWritten(volume)
    ? withVolume(`${name} = torch.tensor(`, volume, ', dtype=torch.float32)')
    : `${name} = torch.rand(${volume.shape.join(', ')})  # ${volume.data.length} numbers of your own go here`

/** PyTorch's own padding has the same number of rows above and below, and of columns at each side. */
function paddingOf({ padding }: SlidingState) {
  const [[top, bottom], [left, right]] = padding
  return {
    isPadded: top + bottom + left + right > 0,
    isSymmetric: top === bottom && left === right,
    argument: `padding=${pair([top, left])}`,
    sides: `(${left}, ${right}, ${top}, ${bottom})`,
    outside: (value = ''): string =>
      `X = F.pad(X, (${left}, ${right}, ${top}, ${bottom})${value})  # left, right, top, bottom`,
  }
}

function stepsOf(state: SlidingState): { readonly stride: string[]; readonly dilation: string[] } {
  const { stride, dilation } = windowOf(state)
  return {
    stride: stride[0] * stride[1] > 1 ? [`stride=${pair(stride)}`] : [],
    dilation: dilation[0] * dilation[1] > 1 ? [`dilation=${pair(dilation)}`] : [],
  }
}

function convolution(state: SlidingState): string[] {
  const { operation, kernel, bias, groups } = state
  const { isPadded, isSymmetric, argument, outside } = paddingOf(state)
  const { stride, dilation } = stepsOf(state)
  const numbers = bias.map((value) => value.toString()).join(', ')
  const settings = [
    ...(bias.some((value) => value !== 0)
      ? [`bias=torch.tensor([${numbers}], dtype=torch.float32)`]
      : []),
    ...(isPadded && isSymmetric ? [argument] : []),
    ...stride,
    ...dilation,
    ...(groups > 1 ? [`groups=${groups}`] : []),
  ]
  return [
    `# output channels, input channels${groups > 1 ? ' of the group' : ''}, height, width`,
    tensor('K', kernel),
    ...(operation === 'convolution'
      ? ['K = K.flip(-1, -2)  # a convolution turns the kernel by half a turn']
      : []),
    ...(isPadded && !isSymmetric ? [outside()] : []),
    `Y = F.conv2d(${['X.unsqueeze(0)', 'K', ...settings].join(', ')}).squeeze(0)`,
  ]
}

/** PyTorch's pooling takes padding of at most half the window. */
function takesPadding(state: SlidingState): boolean {
  const [[top], [left]] = state.padding
  const { kernel } = windowOf(state)
  return paddingOf(state).isSymmetric && top * 2 <= kernel[0] && left * 2 <= kernel[1]
}

/** The stride of a pooling is its window unless it is given; here it always is. */
function poolingSettings(state: SlidingState): string[] {
  const { kernel, stride } = windowOf(state)
  return ['X.unsqueeze(0)', pair(kernel), `stride=${pair(stride)}`, ...stepsOf(state).dilation]
}

function maxPooling(state: SlidingState): string[] {
  const { isPadded, argument, outside } = paddingOf(state)
  const isPlain = isPadded && takesPadding(state) && !state.padWithZero
  const settings = [...poolingSettings(state), ...(isPlain ? [argument] : [])]
  return [
    ...(isPadded && !isPlain ? [outside(state.padWithZero ? '' : ", value=float('-inf')")] : []),
    `Y = F.max_pool2d(${settings.join(', ')}).squeeze(0)`,
  ]
}

function averagePooling(state: SlidingState): string[] {
  const { isPadded, argument, sides, outside } = paddingOf(state)
  const settings = poolingSettings(state)
  const average = (of: readonly string[]): string => `F.avg_pool2d(${of.join(', ')}).squeeze(0)`
  if (!isPadded) return [`Y = ${average(settings)}`]
  if (takesPadding(state)) {
    const counted = `count_include_pad=${state.countIncludePad ? 'True' : 'False'}`
    return [`Y = ${average([...settings, argument, counted])}`]
  }
  if (state.countIncludePad) return [outside(), `Y = ${average(settings)}`]
  return [
    `inside = F.pad(torch.ones_like(X), ${sides})`,
    outside(),
    `Y = ${average(settings)}`,
    `Y = Y / ${average(['inside.unsqueeze(0)', ...settings.slice(1)])}`,
  ]
}

/** The state's computation in PyTorch. */
export function pytorch(state: SlidingState): string {
  const { operation, input } = state
  const compute = isPooling(operation)
    ? operation === 'max-pool'
      ? maxPooling
      : averagePooling
    : convolution
  return [
    'import torch',
    'import torch.nn.functional as F',
    '',
    '# channels, height, width',
    tensor('X', input),
    ...compute(state),
    'print(Y.tolist())',
  ].join('\n')
}

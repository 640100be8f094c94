import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preset, type PresetId } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import type { Metadata } from '../metadata'
import { readSafetensorsModel } from '../safetensors/read'
import { arbitraryModel, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { encodePytorch } from './encode'
import { moduleText } from './module-text'

const describeModel = ({ spec }: ResolvedModel): Metadata => ({ spec, classes: [], invert: false })
const codeOf = (id: PresetId): string => moduleText(describeModel(resolveModel(preset(id))))
const codeOfLayers = (layers: readonly object[], name = 'net'): string =>
  moduleText({
    spec: parseModelSpec({ name, input: { height: 8, width: 6, channels: 2 }, layers }),
    classes: [],
    invert: false,
  })

const LENET = `from collections import OrderedDict
from pathlib import Path

from safetensors.torch import load_file
from torch import nn

WEIGHTS = Path(__file__).with_name("model.safetensors")


class LeNet(nn.Sequential):
    """LeNet: 61,706 parameters.

    Input: float32 [batch, 1, 28, 28]. A picture is stretched to 28×28 by bilinear interpolation
    with antialiasing, grey (0.299 R + 0.587 G + 0.114 B), values 0 to 255 divided by 255.
    Output: [N, 10].
    """

    def __init__(self) -> None:
        super().__init__(
            OrderedDict(
                conv1=nn.Conv2d(1, 6, kernel_size=5, padding=2),  # [N, 6, 28, 28]
                sigmoid1=nn.Sigmoid(),
                pool1=nn.AvgPool2d(2),  # [N, 6, 14, 14]
                conv2=nn.Conv2d(6, 16, kernel_size=5),  # [N, 16, 10, 10]
                sigmoid2=nn.Sigmoid(),
                pool2=nn.AvgPool2d(2),  # [N, 16, 5, 5]
                flatten=nn.Flatten(),  # [N, 400]
                dense1=nn.Linear(400, 120),  # [N, 120]
                sigmoid3=nn.Sigmoid(),
                dense2=nn.Linear(120, 84),  # [N, 84]
                sigmoid4=nn.Sigmoid(),
                dense3=nn.Linear(84, 10),  # [N, 10]
            )
        )


def load(path: Path = WEIGHTS) -> LeNet:
    """The network with the weights that were exported with it, ready to predict."""
    model = LeNet()
    model.load_state_dict(load_file(path))
    return model.eval()
`

describe('model.py', () => {
  it('of a chain is a Sequential as in a textbook', () => {
    expect(codeOf('lenet')).toBe(LENET)
  })

  it('of a network with merges names what several layers read, and writes the sum', () => {
    const code = codeOf('resnet18')
    expect(code).toContain('class ResNet18(nn.Module):')
    expect(code).toContain(
      [
        '        pool1 = self.pool1(x)  # [N, 64, 56, 56]',
        '        x = self.block1_1_a(pool1)',
        '        x = self.block1_1_a_norm(x)',
        '        x = self.block1_1_a_relu(x)',
        '        x = self.block1_1_b(x)',
        '        x = self.block1_1_b_norm(x)',
        '        x = x + pool1',
        '        block1_1 = self.block1_1(x)',
      ].join('\n'),
    )
  })

  it('pads by F.pad where the sides differ', () => {
    const code = codeOfLayers([
      { id: 'c', kind: 'conv2d', channels: 3, kernel: 2, padding: 'same' },
      { id: 'p', kind: 'maxPool2d', window: 2, stride: 1, padding: 'same' },
    ])
    expect(code).toContain(
      [
        '        x = F.pad(x, (0, 1, 0, 1))',
        '        x = self.c(x)  # [N, 3, 8, 6]',
        '        x = F.pad(x, (0, 1, 0, 1), value=float("-inf"))',
        '        x = self.p(x)',
      ].join('\n'),
    )
  })

  it('renames what belongs to Python or PyTorch, and keeps names apart', () => {
    const ids = ['lambda', 'train', 'x', 'a-b', 'a_b', 'forward', 'x_']
    const code = codeOfLayers(ids.map((id) => ({ id, kind: 'activation', function: 'relu' })))
    const names = [...code.matchAll(/(\w+)=nn\.ReLU/g)].map(([, name]) => name)
    expect(names).toEqual(['lambda_', 'train_', 'x_', 'a_b', 'a_b_', 'forward_', 'x__'])
  })

  it.each([
    ['深度网络', 'Network'],
    ['3 layers', 'Network3Layers'],
    ['my "net"\n\\', 'MyNet'],
    ['None', 'NetworkNone'],
    [
      'a network with so long a name that a line is full of it',
      'ANetworkWithSoLongANameThatALineIsFullOf',
    ],
  ])('has a class for the name %j', (name, expected) => {
    const code = codeOfLayers([{ id: 'a', kind: 'activation', function: 'relu' }], name)
    expect(code).toContain(`class ${expected}(nn.Sequential):`)
    expect(code.split('"""')).toHaveLength(5)
    for (const line of code.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  it('has no line of more than 100 characters', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        for (const line of moduleText(describeModel(model)).split('\n'))
          expect(line.length).toBeLessThanOrEqual(100)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a PyTorch export', () => {
  it('comes back bit for bit, whatever the network', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const folder = folderOf(encodePytorch(describeModel(model), pseudoWeights(model)))
        const { metadata, weights } = await readSafetensorsModel(folder)
        expect(metadata).toEqual(describeModel(model))
        expect([...weights]).toEqual([...pseudoWeights(model)])
      }),
      { numRuns: 40 },
    )
  })

  it('has the weights under the names of the module', async () => {
    const lenet = resolveModel(preset('lenet'))
    const files = encodePytorch(describeModel(lenet), pseudoWeights(lenet))
    expect([...files.keys()]).toEqual([
      'model.py',
      'model.safetensors',
      'predict.py',
      'convscope.json',
      'requirements.txt',
    ])
  })

  it('names the layer whose weights are missing', () => {
    const lenet = resolveModel(preset('lenet'))
    expect(() => encodePytorch(describeModel(lenet), new Map())).toThrow(/"conv1"/)
  })
})

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readOnnxModel } from '../../src/engine/formats/onnx/read'
import { temporaryFolder } from '../../src/engine/formats/testing/folders'
import { compare } from './imported'
import { runPython } from './python'
import { only } from './quick'

/** Networks whose files are compared; PyTorch's two exporters write each. */
const NAMES = [
  'alexnet',
  'vgg16_bn',
  'resnet18',
  'resnet50',
  'squeezenet1_1',
  'densenet121',
  'googlenet',
  'mobilenet_v2',
  'mobilenet_v3_small',
  'shufflenet_v2_x0_5',
  'mnasnet0_5',
  'efficientnet_b0',
  'regnet_y_400mf',
  'convnext_tiny',
]
/**
 * Files on which ONNX Runtime itself differs from PyTorch by up to 5.4e-3, with and without its
 * optimisations: the exporter has merged batch norms, and the network enlarges the rounding.
 */
const ROUNDED = new Set(['efficientnet_b0/dynamo'])

const made = z.object({ folders: z.array(z.string()), refused: z.array(z.string()) })

describe('ONNX files of PyTorch', () => {
  it.each(only(['mobilenet_v3_small', 'shufflenet_v2_x0_5', 'squeezenet1_1'], NAMES))(
    'give the answers of torchvision’s %s',
    async (name) => {
      const { folders, refused } = made.parse(
        runPython('make_torchvision.py', [temporaryFolder(), name]),
      )
      expect(refused).toEqual([])
      expect(folders).toHaveLength(2)
      for (const folder of folders) {
        const { difference, sameBest, layers, unclosed } = await compare(
          folder,
          await readOnnxModel(folder),
        )
        console.log(
          `${folder.split('/').slice(-2).join(' ')}: ${layers} layers, ${unclosed} without a closed field, ${difference}`,
        )
        const isRounded = [...ROUNDED].some((each) => folder.endsWith(each))
        expect(difference).toBeLessThan(isRounded ? 1e-2 : 1e-4)
        expect(sameBest).toBe(true)
      }
    },
    900_000,
  )
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readKerasModel } from '../../src/engine/formats/keras/read'
import { temporaryFolder } from '../../src/engine/formats/testing/folders'
import { compare } from './imported'
import { runPython } from './python'
import { only } from './quick'

const NAMES = [
  'MobileNet',
  'MobileNetV2',
  'ResNet50V2',
  'DenseNet121',
  'EfficientNetB0',
  'Xception',
]
const made = z.object({ folders: z.array(z.string()).length(1) })

describe('Keras Applications', () => {
  it.each(only(['MobileNetV2', 'EfficientNetB0'], NAMES))(
    '%s gives Keras’s answers, as .keras and as .h5',
    async (name) => {
      const [folder = ''] = made.parse(
        runPython('make_applications.py', [temporaryFolder(), name]),
      ).folders
      for (const file of ['model.keras', 'model.h5']) {
        const read = await readKerasModel(join(folder, file))
        const { difference, sameBest, layers, unclosed } = await compare(folder, read)
        console.log(
          `${name} ${file}: ${layers} layers, ${unclosed} without a closed field, ${difference}`,
        )
        expect(difference).toBeLessThan(1e-4)
        expect(sameBest).toBe(true)
      }
    },
  )
})

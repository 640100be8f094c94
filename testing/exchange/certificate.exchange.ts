import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportCertified } from '../../src/engine/certificate/export-certified'
import { loaded, loadedOf } from '../../src/engine/certificate/testing/model'
import { verify } from '../../src/engine/certificate/verify'
import { temporaryFolder } from '../../src/engine/formats/testing/folders'
import { withExtras } from '../../src/engine/models/extras'
import type { LoadedModel } from '../../src/engine/models/loaded-model'
import type { Cause } from '../../src/shared/contract/certificate'
import { extrasOf, type ExportFormat, type Extra } from '../../src/shared/formats'
import { preset } from '../../src/shared/model/presets'
import { runCheck } from './python'
import { first } from './quick'

async function exported(
  format: ExportFormat,
  model: LoadedModel,
  extras: readonly Extra[] = [],
): Promise<string> {
  const folder = join(temporaryFolder(), format)
  await exportCertified(withExtras(model, format, extras), format, folder)
  return folder
}

/** Sabotages a program of an export. */
function change(folder: string, file: string, before: string, after: string): void {
  const path = join(folder, file)
  const code = readFileSync(path, 'utf8')
  expect(code).toContain(before)
  writeFileSync(
    path,
    code.replace('from torch import', 'import torch\nfrom torch import').replace(before, after),
  )
}

const verdict = (folder: string) =>
  verify({ path: folder, answers: join(folder, 'certificate', 'answers.npz') })

const presetModel = (id: Parameters<typeof preset>[0]): LoadedModel =>
  loadedOf({ spec: preset(id), classes: [], invert: false, fitting: 'pad' })

/** A cause, the layer where it shows, and the change of a file that brings it about. */
type Sabotage = [cause: Cause, layer: string, file: string, before: string, after: string]

const SABOTAGES: readonly Sabotage[] = [
  ['batch-norm-epsilon', 'norm', 'model.py', 'eps=0.001, ', 'eps=0.1, '],
  ['batch-norm-momentum', 'norm', 'model.py', 'momentum=0.01', 'momentum=0.99'],
  ['padding-in-averages', 'pool', 'model.py', ', count_include_pad=False', ''],
  ['one-sided-padding', 'stem', 'model.py', '(0, 1, 0, 1)', '(1, 0, 1, 0)'],
  ['activation', 'relu', 'model.py', 'LeakyReLU(0.01)', 'LeakyReLU(0.2)'],
  [
    'flipped-kernel',
    'conv',
    'model.py',
    'x = self.conv(x)',
    'x = torch.nn.functional.conv2d(x, self.conv.weight.flip(2, 3), self.conv.bias, padding=1)',
  ],
  [
    'missing-bias',
    'conv',
    'model.py',
    'return model.eval()',
    'model.conv.bias.data.zero_()\n    return model.eval()',
  ],
  [
    'flatten-order',
    'flatten',
    'model.py',
    'self.flatten(x)',
    'self.flatten(x.permute(0, 2, 3, 1))',
  ],
  [
    'softmax-twice',
    'out',
    'model.py',
    '        x = self.out(x)',
    '        x = self.out(x).softmax(1)',
  ],
  ['resize-method', 'input', 'check.py', 'Resampling.BILINEAR', 'Resampling.BICUBIC'],
  ['inverted-picture', 'input', 'check.py', 'pixels = pixels / 255', 'pixels = 1 - pixels / 255'],
  [
    'channel-order',
    'input',
    'check.py',
    'pixels = pixels / 255',
    'pixels = pixels[..., ::-1] / 255',
  ],
]

describe('check.py', () => {
  const models = [
    ['the test’s network', loaded],
    ['LeNet', presetModel('lenet')],
    ['ResNet-18', presetModel('resnet18')],
  ] as const
  it.each(
    (['onnx', 'pytorch', 'keras', 'savedmodel'] as const).flatMap((format) =>
      first(1, models).map(([name, model]) => [format, name, model] as const),
    ),
  )('of an export as %s finds %s the same', async (format, name, model) => {
    const folder = await exported(format, model)
    const { same, printed } = runCheck(folder)
    console.log(`${format}, ${name}: ${printed}`)
    expect(same).toBe(true)
    expect(await verdict(folder)).toMatchObject({ ok: true, firstDifference: null })
  })

  it.each(['onnx', 'savedmodel', 'keras'] as const)(
    'of an export as %s finds it the same with all that its graph can have',
    async (format) => {
      const folder = await exported(format, loaded, extrasOf(format))
      expect(runCheck(folder).same).toBe(true)
      expect(await verdict(folder)).toMatchObject({ ok: true, firstDifference: null })
      expect(await verify({ path: folder })).toMatchObject({ ok: true })
    },
  )

  it('of a Keras export finds another momentum, and of a SavedModel another preparation', async () => {
    const keras = await exported('keras', loaded)
    change(
      keras,
      'check.py',
      '1 - MODEL.get_layer(name).momentum',
      'MODEL.get_layer(name).momentum',
    )
    runCheck(keras)
    expect((await verdict(keras)).firstDifference).toMatchObject({
      layer: 'norm',
      cause: 'batch-norm-momentum',
    })
    const served = await exported('savedmodel', loaded)
    change(served, 'check.py', 'pixels = pixels / 255', 'pixels = pixels[..., ::-1] / 255')
    runCheck(served)
    expect((await verdict(served)).firstDifference).toMatchObject({ cause: 'channel-order' })
  })

  it.each<Sabotage>(first(4, SABOTAGES))(
    'finds %s at %s',
    async (cause, layer, file, before, after) => {
      const folder = await exported('pytorch', loaded)
      change(folder, file, before, after)
      runCheck(folder)
      expect((await verdict(folder)).firstDifference).toMatchObject({ layer, cause })
    },
  )
})

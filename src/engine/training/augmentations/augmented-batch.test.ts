import { expect, it } from 'vitest'
import { compareSteps, OPTIMIZERS, partsOf } from '../testing/step-loops'
import { preset } from '@shared/model/presets'

const ALL = {
  ...{ flip: 0.5, flipVertical: 0.3, scale: 0.2, rotate: 20, shift: 0.1, crop: 0.7 },
  ...{ brightness: 0.2, contrast: 0.2, noise: 0.05, cutout: 0.3, mixup: 0.4 },
}

it.each([1, 2])('steps alike, compiled and step by step, in %d parts', (parts) => {
  const found = compareSteps(
    partsOf({ model: preset('lenet'), optimizer: OPTIMIZERS.sgd, augment: ALL }),
    4,
    parts,
  )
  expect(found.loss).toBeLessThanOrEqual(1e-5)
  expect(found.gradients).toBeLessThanOrEqual(1e-5)
  expect(found.state).toBeLessThanOrEqual(1e-5)
})

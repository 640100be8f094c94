import { describe, expect, it } from 'vitest'
import { inEnglish } from '../phrase'
import { augmentationsSchema } from '../recipe/augmentations'
import { kindsFor } from '../recipe/augmentations/check'
import { augmentationFor } from './augmentation'

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const CLOTHES = ['t-shirt', 'trouser', 'pullover']

describe('augmentation for a data set', () => {
  it.each([
    ['mnist', 1, DIGITS],
    ['emnist-letters', 1, ['A', 'B', 'C']],
    ['own', 3, ['a', 'b', 'c']],
    ['own', 1, ['0 - zero', '1 - one']],
    ['own', 1, ['zero', 'one', 'two']],
  ])('mirrors no signs: %s, %d channels, %j', (id, channels, classes) => {
    const { augment } = augmentationFor({ id, channels, classes })
    expect(augment).not.toHaveProperty('flip')
    expect(augment).not.toHaveProperty('flipVertical')
  })

  it.each([
    ['fashion-mnist', 1, CLOTHES],
    ['cifar-10', 3, ['airplane', 'automobile', 'bird']],
    ['own', 3, ['brick', 'grass', 'gravel']],
  ])('mirrors clothes and photographs left and right: %s', (id, channels, classes) => {
    expect(augmentationFor({ id, channels, classes }).augment).toMatchObject({ flip: 0.5 })
  })

  it('mirrors nothing where a class names a side, and says which', () => {
    const { augment, reasons } = augmentationFor({
      id: 'own',
      channels: 3,
      classes: ['turn left', 'turn right'],
    })
    expect(augment).not.toHaveProperty('flip')
    expect(reasons.map(inEnglish).join()).toContain('“turn left” names a side')
  })

  it.each([1, 3])('is valid for pictures of %d channels, each part with a reason', (channels) => {
    const { augment, reasons } = augmentationFor({ id: 'own', channels, classes: CLOTHES })
    expect(augmentationsSchema.parse(augment)).toEqual(augment)
    for (const kind of Object.keys(augment)) expect(kindsFor(channels)).toContain(kind)
    expect(reasons.length).toBeGreaterThanOrEqual(2)
  })
})

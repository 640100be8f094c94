import { augmentationFor } from '@shared/suggest/augmentation'
import { datasetInfo } from '../../datasets'
import { bytesOf, seenByRecipe } from '../../training/augmentations/seen'
import type { Area } from './area'

export const augmentHandlers = (): Area<'augment'> => ({
  'augment.look': async ({ recipe, sights }, context) => {
    const { pictures, labels, mixed, hashes, ...seen } = await seenByRecipe(recipe, sights, context)
    return {
      ...{ ...seen, pictures: bytesOf(pictures), labels: [...labels] },
      ...{ mixed: [...mixed], hashes: [...hashes] },
    }
  },
  'augment.propose': async ({ dataset }) => {
    const { augment, reasons } = augmentationFor(await datasetInfo(dataset))
    return { augment, reasons: [...reasons] }
  },
})

import { findRateInProcess } from '../../training/rate-finder/in-process'
import type { Parts } from '../parts'
import type { Area } from './area'

export const rateHandlers = ({ jobs }: Parts): Area<'rates'> => ({
  'rates.find': ({ recipe }, context) =>
    jobs.run(recipe.model.name, async () => {
      const { points, rules, ...found } = await findRateInProcess({ recipe }, context)
      return { ...found, points: [...points], rules: rules && { ...rules } }
    }),
})

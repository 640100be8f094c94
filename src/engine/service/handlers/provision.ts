import { bringTensorFlow } from '../../provision/bring'
import { provisionStatus } from '../../provision/plan'
import type { Parts } from '../parts'
import type { Area } from './area'

const TITLE = 'TensorFlow'

export const provisionHandlers = ({ jobs, tokens }: Parts): Area<'provision'> => {
  const placeOf = async (token: string | undefined): Promise<{ folder?: string }> =>
    token === undefined ? {} : { folder: await tokens.resolve(token) }
  return {
    'provision.status': () => provisionStatus(),
    'provision.fetch': async ({ variant, folder }, context) => {
      const place = await placeOf(folder)
      await jobs.run(TITLE, () => bringTensorFlow({ variant, ...place }, context))
      return {}
    },
    'provision.take': async ({ variant, folder, files }, context) => {
      const place = await placeOf(folder)
      const paths = await Promise.all(files.map((token) => tokens.resolve(token)))
      await jobs.run(TITLE, () => bringTensorFlow({ variant, ...place, files: paths }, context))
      return {}
    },
  }
}

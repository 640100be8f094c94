import { emptyTrash, listTrash, restoreTrashed } from '../../models'
import type { Parts } from '../parts'
import type { Area } from './area'

export const trashHandlers = ({ hub }: Parts): Area<'trash'> => ({
  'trash.list': () => listTrash(),
  'trash.restore': async ({ place }) => {
    await restoreTrashed(place)
    hub.emit('models.changed', {})
    hub.emit('datasets.changed', {})
    return {}
  },
  'trash.empty': ({ places }) => emptyTrash(places),
})

import type { Edited } from '@shared/contract/probe'
import {
  beginCopy,
  changeCopy,
  discardCopy,
  editedCopy,
  editJournals,
  keepModel,
  loadModel,
  reviveCopy,
} from '../../models'
import { checkChannel, readFilter } from '../../models/edits/filter'
import type { Parts } from '../parts'
import type { Area } from './area'

/** The calls of `probe` that concern edited copies. */
export type EditCall =
  | 'probe.edit'
  | 'probe.edited'
  | 'probe.rewind'
  | 'probe.journals'
  | 'probe.revive'
  | 'probe.discard'
  | 'probe.keep'
  | 'probe.filter'

export const editHandlers = ({ hub }: Pick<Parts, 'hub'>): Pick<Area<'probe'>, EditCall> => {
  /** Tells the windows that the list of models, or what an entry says, has changed. */
  function changed(edited: Edited): Edited {
    hub.emit('models.changed', {})
    return edited
  }

  return {
    'probe.edit': async ({ model, edit }) => {
      if (model.startsWith('edited:'))
        return changed(changeCopy(model, (copy) => copy.apply(edit)).describe())
      const copy = beginCopy(await loadModel(model))
      try {
        return changed(changeCopy(copy.ref, () => copy.apply(edit)).describe())
      } catch (thrown) {
        discardCopy(copy.ref)
        throw thrown
      }
    },
    'probe.edited': ({ model }) => editedCopy(model).describe(),
    'probe.rewind': ({ model, position }) =>
      changed(changeCopy(model, (copy) => copy.rewind(position)).describe()),
    'probe.journals': () => editJournals(),
    'probe.revive': async (journal) => {
      const edited = changed(reviveCopy(journal, await loadModel(journal.base)).describe())
      return { edited, same: edited.baseDigest === journal.baseDigest }
    },
    'probe.discard': ({ model }) => {
      discardCopy(model)
      hub.emit('models.changed', {})
      return {}
    },
    'probe.keep': async ({ model, title }) => {
      const entry = await keepModel(await loadModel(model), title)
      hub.emit('models.changed', {})
      return entry
    },
    'probe.filter': async ({ model, layer, channel }) => {
      const loaded = await loadModel(model)
      checkChannel(loaded.model, layer, channel)
      const { shape, weight, bias } = readFilter(loaded.weights, layer, channel)
      return { weight: { shape: [...shape], data: weight }, bias }
    },
  }
}

export { describeModelArgument, resolveModelArgument } from './argument'
export { listModels, loadModel, modelDetail } from './catalogue'
export { keepModel } from './keep-copy'
export { dropLiveWeights, offerLiveWeights } from './live-weights'
export type { LoadedModel } from './loaded-model'
export { readNetworkText } from './read-network'
export { holdDraft } from './sources/draft'
export { saveNetwork } from './sources/saved'
export { emptyTrash, listTrash, restoreTrashed } from './trash'
export { dismissLook, lookAtModel } from './look'
export { deleteModel, importModel, prepareModel, renameModel, restoreModel } from './manage'
export {
  beginCopy,
  changeCopy,
  discardCopy,
  editedCopy,
  editJournals,
  reviveCopy,
} from './sources/edited'

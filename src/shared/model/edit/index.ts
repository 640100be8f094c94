export { copyLayers, layersFromText, pasteLayers } from './copy'
export { renameLayer, setFields } from './fields'
export { asKind, isLayerKind, LAYER_KINDS, newLayer } from './new-layer'
export { connect, disconnect, insertAfter, insertBetween, moveAfter, removeLayers, shift } from './structure'

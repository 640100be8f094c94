import { LAYER_KINDS, LAYERS, type LayerKind } from '@shared/layers'

/** What layers are for, in the order of the palette. */
export const KIND_GROUPS = [
  'filters',
  'pooling',
  'activation',
  'normalisation',
  'joining',
  'shape',
] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

/** The group of each kind; the compiler names one that is forgotten here. */
const GROUP_OF: Readonly<Record<LayerKind, KindGroup>> = {
  conv2d: 'filters',
  convTranspose2d: 'filters',
  dense: 'filters',
  maxPool2d: 'pooling',
  avgPool2d: 'pooling',
  adaptiveMaxPool2d: 'pooling',
  adaptiveAvgPool2d: 'pooling',
  globalMaxPool2d: 'pooling',
  globalAvgPool2d: 'pooling',
  activation: 'activation',
  prelu: 'activation',
  softmax: 'activation',
  batchNorm: 'normalisation',
  layerNorm: 'normalisation',
  groupNorm: 'normalisation',
  localResponseNorm: 'normalisation',
  scale: 'normalisation',
  dropout: 'normalisation',
  add: 'joining',
  multiply: 'joining',
  concat: 'joining',
  flatten: 'shape',
  slice: 'shape',
  channelShuffle: 'shape',
  pad2d: 'shape',
  crop2d: 'shape',
  upsample2d: 'shape',
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '')

/** Whether what is searched for stands in a kind or in one of its names, in either language. */
function isFound(kind: LayerKind, search: string): boolean {
  const { en, zh } = LAYERS[kind].names
  const names = [kind, en.full, en.short, zh.full, zh.short]
  return names.some((name) => plain(name).includes(plain(search)))
}

/** The kinds of each group whose names hold what is searched for; groups without any are left out. */
export const paletteOf = (
  search: string,
): readonly { readonly group: KindGroup; readonly kinds: readonly LayerKind[] }[] =>
  KIND_GROUPS.map((group) => ({
    group,
    kinds: LAYER_KINDS.filter((kind) => GROUP_OF[kind] === group && isFound(kind, search)),
  })).filter(({ kinds }) => kinds.length > 0)

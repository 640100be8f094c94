import { LAYERS, type LayerKind } from '@shared/layers'
import type { KindName } from '@shared/layers/definition'
import { language } from '.'

/** A layer kind in the present language. */
export const kindName = (kind: LayerKind): KindName => LAYERS[kind].names[language()]

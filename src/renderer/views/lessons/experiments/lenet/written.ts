import type { Layer, LayerOf } from '@shared/layers'

/** The kinds that LeNet and its exercises are made of. */
type LenetKind = 'conv2d' | 'avgPool2d' | 'maxPool2d' | 'flatten' | 'dense' | 'activation'

/** How each layer of the exercises is written. */
export type WrittenLayers<More extends readonly unknown[], Text = string> = {
  readonly [K in LenetKind]: (layer: LayerOf<K>, ...more: More) => Text
}

/** A layer of an exercise as `layers` writes it. */
export const written = <More extends readonly unknown[], Text>(
  layers: WrittenLayers<More, Text>,
  layer: Layer,
  ...more: More
): Text =>
  (layers as Record<Layer['kind'], (layer: Layer, ...more: More) => Text>)[layer.kind](
    layer,
    ...more,
  )

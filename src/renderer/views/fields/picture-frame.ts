import { computed, type ComputedRef } from 'vue'
import { extentOf } from '@shared/math/field/cells'
import { shapeAt } from '@shared/model/resolve'
import { useFieldArithmetic } from '@renderer/stores/fields/arithmetic'
import { useFields } from '@renderer/stores/fields/fields'

/**
 * More room around the picture than this share of it is not drawn; what reaches farther is cut off.
 */
const MOST_ROOM = 0.5

export interface PictureFrame {
  readonly height: number
  readonly width: number
  /** Cells of padding drawn on every side: as far as any unit of the layer reaches over. */
  readonly room: number
}

/** The picture and the room around it in which the layer's overhang can be seen. */
export function usePictureFrame(): ComputedRef<PictureFrame> {
  const fields = useFields()
  const arithmetic = useFieldArithmetic()
  return computed(() => {
    const [height = 1, width = 1] = fields.network?.inputShape ?? []
    const field = arithmetic.layerField
    const shape =
      fields.network && fields.origin ? shapeAt(fields.network, fields.origin.layer) : undefined
    const units = extentOf(shape ?? [1])
    const over = field
      ? ([0, 1] as const).map((i) =>
          Math.max(
            -field.start[i],
            field.start[i] +
              (units[i] - 1) * field.stride[i] +
              field.size[i] -
              (i === 0 ? height : width),
          ),
        )
      : [0]
    const most = Math.floor(MOST_ROOM * Math.max(height, width))
    return { height, width, room: Math.min(most, Math.max(1, ...over)) }
  })
}

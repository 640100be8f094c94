import { computed, type ComputedRef } from 'vue'
import { extentOf } from '@shared/math/field/cells'
import { shapeAt } from '@shared/model/resolve'
import { useFields } from '@renderer/stores/fields/fields'

/** Rows and columns of the units of the current layer. */
export function useUnitGrid(): ComputedRef<readonly [rows: number, columns: number]> {
  const fields = useFields()
  return computed(() => {
    const { network, origin } = fields
    const [rows, columns] = extentOf((network && origin && shapeAt(network, origin.layer)) ?? [1])
    return [rows, columns]
  })
}

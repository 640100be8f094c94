import { INPUT_FIELD, type LayerField } from '@shared/math/receptive-field'
import { layerExtents, stepOf } from '@shared/model/field/layer-fields'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { written } from '@renderer/i18n/numerals'

/** One axis of the step from a layer's input to the layer, with today's numbers put in. */
export interface FormulaLine {
  /** r = 6 + (5 − 1) · 2 = 14 */
  readonly size: string
  /** S = 2 · 1 = 2 */
  readonly stride: string
  /** P = 2 + 0 · 2 = 2 */
  readonly padding: string
}

export interface Formula {
  /** The layer that is read. */
  readonly before: string
  /** Vertical and horizontal; one line where they are equal. */
  readonly axes: readonly FormulaLine[]
}

const said = (value: number): string => written(String(Math.round(value * 1000) / 1000))

/**
 * The recursion r ← r + (k′ − 1)·S, S ← S·s, P ← P + p·S of a layer with one input; nothing where
 * the field stays as it is.
 */
export function formulaOf(
  model: ResolvedModel,
  fields: ReadonlyMap<string, LayerField | null>,
  id: string,
): Formula | undefined {
  const index = model.layers.findIndex(({ layer }) => layer.id === id)
  const resolved = model.layers[index]
  const [before] = resolved?.inputs ?? []
  if (!resolved || before === undefined || resolved.inputs.length > 1) return undefined
  const field = before === INPUT_ID ? INPUT_FIELD : fields.get(before)
  const step = stepOf(resolved, layerExtents(model))
  if (!field || !step) return undefined
  const line = (i: 0 | 1): FormulaLine => {
    const [r, S, P] = [field.size[i], field.stride[i], -field.start[i] || 0]
    // A layer that enlarges its map s times steps by 1/s: its kernel is counted in those steps.
    const parts = step.stride[i] < 1 ? Math.round(1 / step.stride[i]) : 1
    const [k, p] = [(step.kernel[i] - 1) * parts + 1, step.padding[i] * parts]
    const each = parts === 1 ? said(S) : `${said(S)}/${parts}`
    const s = parts === 1 ? step.stride[i] : `1/${parts}`
    return {
      size: `r = ${said(r)} + (${said(k)} − 1) · ${each} = ${said(r + (step.kernel[i] - 1) * S)}`,
      stride: `S = ${said(S)} · ${s} = ${said(S * step.stride[i])}`,
      padding: `P = ${said(P)} + ${said(p)} · ${each} = ${said(P + step.padding[i] * S)}`,
    }
  }
  const [vertical, horizontal] = [line(0), line(1)]
  return {
    before,
    axes:
      JSON.stringify(vertical) === JSON.stringify(horizontal) ? [vertical] : [vertical, horizontal],
  }
}

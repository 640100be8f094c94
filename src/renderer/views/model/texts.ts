import { computed } from 'vue'
import { isLayerKind, LAYER_KINDS, LAYERS, type LayerKind } from '@shared/layers'
import { parametersOf, type Fix, type Problem } from '@shared/model/examine'
import type { Finding, WarningFix } from '@shared/model/lint'
import type { ProofPlan, Side } from '@shared/model/lint/proof-plan'
import type { Verdict } from '@shared/model/lint/verdict'
import type { Speech } from '@shared/model/words/speech'
import * as words from '@shared/model/words/texts'
import {
  verdictRows as rowsOf,
  type SeededPair,
  type VerdictRow,
} from '@shared/model/words/verdict-rows'
import * as verdicts from '@shared/model/words/verdict-text'
import { t } from '@renderer/i18n'
import { wordsText } from '@renderer/i18n/error-text'
import { kindName } from '@renderer/i18n/layer-names'
import { formatDecimal, formatInteger, formatPercent, formatShape } from '@renderer/i18n/format'

/** What is said of networks, in the present language. */
const speech: Speech = {
  say: (key, values, count) => t(`model.${key}`, values, count),
  integer: formatInteger,
  decimal: formatDecimal,
  percent: formatPercent,
  fault: wordsText,
}

const titles = computed(() => LAYER_KINDS.map((kind) => ({ kind, title: kindName(kind).short })))
/** Every kind with its name: each row lists them, so they are said once. */
export const kindTitles = (): readonly { readonly kind: LayerKind; readonly title: string }[] =>
  titles.value

/** A kind as buttons and rows call it; an unknown one as it stands in the file. */
export const kindText = (kind: string): string => (isLayerKind(kind) ? kindName(kind).short : kind)

/** A field's rows×columns; of a square one where there is little room, one side. */
export const formatField = (size: readonly [number, number], tight: boolean): string =>
  tight && size[0] === size[1] ? formatInteger(size[0]) : formatShape(size)

export const problemText = (problem: Problem): string => words.problemText(speech, problem)
export const fixText = (fix: Fix): string => words.fixText(speech, fix)
export const findingTitle = (finding: Finding): string => words.findingTitle(speech, finding)
export const findingText = (finding: Finding): string => words.findingText(speech, finding)
export const warningFixText = (fix: WarningFix): string => words.warningFixText(speech, fix)

export const proofTitle = (plan: ProofPlan, side: Side, seed: number): string =>
  verdicts.proofTitle(speech, plan, side, seed)
export const verdictText = (result: verdicts.ProofResult): string =>
  verdicts.verdictText(speech, result)
export const surenessText = (verdict: Verdict): string | undefined =>
  verdicts.surenessText(speech, verdict)
export const verdictBasis = (result: verdicts.ProofResult, plan: ProofPlan): string =>
  verdicts.verdictBasis(speech, result, plan)
export const caveat = (plan: ProofPlan): string | undefined => verdicts.caveat(speech, plan)
export const verdictRows = (pairs: readonly SeededPair[], plan: ProofPlan): readonly VerdictRow[] =>
  rowsOf(speech, pairs, plan)

/** Functions that are known by two names. */
const TWO_NAMES: Readonly<Record<string, string>> = { swish: 'SiLU (swish)' }
/** A word of a list as the list shows it. */
export const optionText = (option: string): string => TWO_NAMES[option] ?? option

/** A parameter's value as people write it: 3, 3×5, [[0, 1], [0, 1]], same. */
export function valueText(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number'))
    return value.join('×')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * What was typed, as JSON holds it. What makes no sense stays the text that it is, and the layer
 * says so.
 */
export function valueFrom(text: string): unknown {
  const typed = text.trim()
  if (typed === '') return undefined
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed)) return Number(typed)
  const pair = /^(\d+)\s*[×x*,]\s*(\d+)$/.exec(typed)
  if (pair) return [Number(pair[1]), Number(pair[2])]
  try {
    return typed.startsWith('[') ? JSON.parse(typed) : typed
  } catch {
    return typed
  }
}

/** What a node leaves to its shape, or shows before the rest. */
const APART = new Set(['kernel', 'window', 'channels', 'units'])

/**
 * What a small node has room for: the window as 5×5, the rest by its first letter (s2 p2 d2 g8),
 * channels and units left to its shape.
 */
export function briefText({ kind, ...parameters }: Readonly<Record<string, unknown>>): string {
  const size = parameters['kernel'] ?? parameters['window']
  if (size === undefined) return isVectorFilter(kind) ? '' : parametersText({ kind, ...parameters })
  const infos = typeof kind === 'string' && isLayerKind(kind) ? parametersOf(kind) : []
  const letters = infos.flatMap(({ name, control }) => {
    const value = parameters[name]
    if (value === undefined || control === 'switch' || APART.has(name)) return []
    return typeof value === 'string' ? value : `${name[0] ?? ''}${valueText(value)}`
  })
  return [typeof size === 'number' ? `${size}×${size}` : valueText(size), ...letters].join(' ')
}

/** Whether the kind's only size is its number of units, which its shape shows. */
const isVectorFilter = (kind: unknown): boolean =>
  typeof kind === 'string' && isLayerKind(kind) && LAYERS[kind].width === 'units'

/** "channels 16, kernel 3": what stands in the file of a layer. */
export const parametersText = ({
  id: _id,
  kind: _kind,
  inputs: _inputs,
  ...parameters
}: Readonly<Record<string, unknown>>): string =>
  Object.entries(parameters)
    .map(([name, value]) =>
      name === 'function' ? valueText(value) : `${name} ${valueText(value)}`,
    )
    .join(', ')

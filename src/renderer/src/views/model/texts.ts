import { computed } from 'vue'
import type { LayerKind } from '@shared/layers'
import { LAYER_KINDS } from '@shared/model/edit'
import type { Fix, Problem, Values } from '@shared/model/examine'
import type { Finding, Mend } from '@shared/model/lint'
import type { OutcomePair, Verdict } from '@shared/model/lint/verdict'
import { t, type MessageValues } from '@renderer/i18n'
import { faultSentence } from '@renderer/i18n/error-text'
import { formatDecimal, formatInteger, formatPercent, formatShape } from '@renderer/i18n/format'

/** Large whole numbers with their separators; the rest as it is. */
const readable = (values: Values): MessageValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' && Number.isInteger(value) ? formatInteger(value) : value]))

const titles = computed(() => LAYER_KINDS.map((kind) => ({ kind, title: t(`model.kinds.${kind}`) })))
/** Every kind with its name: each row lists them, so they are said once. */
export const kindTitles = (): readonly { readonly kind: LayerKind; readonly title: string }[] => titles.value

/** A field's rows×columns; of a square one where there is little room, one side. */
export const formatField = (size: readonly [number, number], tight: boolean): string => (tight && size[0] === size[1] ? formatInteger(size[0]) : formatShape(size))

/** What is wrong, in the present language and with this network's numbers. */
export function problemText({ code, values }: Problem): string {
  // What the schema or the engine's own arithmetic says is a sentence already.
  const message = values['message']
  const said = typeof message === 'string' ? { ...values, message: faultSentence(message) } : values
  return t(code === 'windowTooLarge' && values['padding'] === 1 ? 'model.problems.windowTooLargePadded' : `model.problems.${code}`, readable(said))
}

export const fixText = ({ code, values }: Fix): string => t(`model.fixes.${code}`, readable(values))

export const findingTitle = ({ rule }: Finding): string => t(`model.rules.${rule}.title`)
export const findingText = ({ rule, values }: Finding): string => t(`model.rules.${rule}.text`, readable(values))
/** What the button beside a warning would change, and what comes of it. */
export const mendText = ({ code, values }: Mend): string => t(`model.mends.${code}`, readable(values), typeof values['count'] === 'number' ? values['count'] : undefined)

/** +0.42, −3.1 %: a difference with its sign. */
export const signed = (difference: number, format: (size: number) => string): string => {
  const size = format(Math.abs(difference))
  return difference === 0 || size === format(0) ? size : `${difference > 0 ? '+' : '−'}${size}`
}

/** Shares as points of a percentage: +12.4. */
const points = (share: number): string => signed(100 * share, (size) => formatDecimal(size, 1))

/** What pairs of short trainings say about a warning, with their numbers. */
export function verdictText({ verdict, pairs }: { readonly verdict: Verdict; readonly pairs: readonly OutcomePair[] }): string {
  const { word, accuracy, failures } = verdict
  const failure = faultSentence(pairs.flatMap(({ drawn, mended }) => drawn.failure ?? mended.failure ?? [])[0] ?? '')
  const steps = formatInteger(Math.max(0, ...pairs.map(({ mended }) => mended.steps)))
  const difference = accuracy && { steps, n: verdict.pairs, points: points(accuracy.difference), low: points(accuracy.low), high: points(accuracy.high) }
  if (word === 'drawnFailed' || word === 'mendedFailed' || word === 'bothFailed') {
    if (pairs.length === 1) return t(`model.verdict.words.${word}`, { failure })
    const failed = t('model.verdict.failures', { drawn: failures.drawn, mended: failures.mended, n: pairs.length, failure })
    return difference ? t('model.verdict.andRest', { failed, rest: t('model.verdict.rest', difference, verdict.pairs) }) : failed
  }
  if (!difference) return t('model.verdict.words.unmeasured', { steps })
  return t(pairs.length === 1 ? `model.verdict.words.${word}` : `model.verdict.means.${word}`, difference)
}

/** How sure the difference of several pairs is; nothing of one, whose interval knows nothing of other seeds. */
export function surenessText({ sureness, chance, pairs }: Verdict): string | undefined {
  if (sureness === undefined || chance === undefined) return undefined
  const share = chance < 0.001 ? t('model.verdict.lessThan', { share: formatPercent(0.001, 1) }) : formatPercent(chance, chance < 0.0995 ? 1 : 0)
  return t(`model.verdict.${sureness}`, { chance: share, n: pairs })
}

/** A parameter's value as people write it: 3, 3×5, [[0, 1], [0, 1]], same. */
export function valueText(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number')) return value.join('×')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was typed, as JSON holds it. What makes no sense stays the text that it is, and the layer says so. */
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

/** What a small node has room for: the window as 5×5, the rest by its first letter (s2 p2 d2 g8), channels and units left to its shape. */
export function briefText({ kind, ...parameters }: Readonly<Record<string, unknown>>): string {
  const size = parameters['kernel'] ?? parameters['window']
  if (size === undefined) return kind === 'dense' ? '' : parametersText({ kind, ...parameters })
  const letters = ['stride', 'padding', 'dilation', 'groups'].flatMap((name) => {
    const value = parameters[name]
    if (value === undefined) return []
    return typeof value === 'string' ? value : `${name[0] ?? ''}${valueText(value)}`
  })
  return [typeof size === 'number' ? `${size}×${size}` : valueText(size), ...letters].join(' ')
}

/** "channels 16, kernel 3": what stands in the file of a layer. */
export const parametersText = ({ id: _id, kind: _kind, inputs: _inputs, ...parameters }: Readonly<Record<string, unknown>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => (name === 'function' ? valueText(value) : `${name} ${valueText(value)}`))
    .join(', ')

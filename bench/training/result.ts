import { z } from 'zod'
import { machineSchema, requireSameMachine } from '../lib/machine'
import { median, rounded, roundedSpread, spread } from '../lib/statistics'

const variantSchema = z.strictObject({
  name: z.string(),
  /** Examples a second. */
  median: z.number(),
  min: z.number(),
  max: z.number(),
  /** Of each round; the same position in every variant is the same round. */
  rates: z.array(z.number()),
  /** From the start of the process to the end of the first training step. */
  firstStepSeconds: z.number(),
  /** Largest resident set of its processes, all together. */
  peakMegabytes: z.number(),
  /** Without the pages of files, which processes share; null where the system doesn't report it. */
  ownMegabytes: z.number().nullable(),
})
const modelSchema = z.strictObject({
  model: z.string(),
  title: z.string(),
  /** What makes two measurements of the model the same task. */
  task: z.string(),
  variants: z.array(variantSchema),
  /**
   * This project's best median over the best median of the others; null where one side is missing.
   */
  ratioToBestOther: z.number().nullable(),
  /** The same, round by round. */
  ratioByRound: z.strictObject({ median: z.number(), min: z.number(), max: z.number() }).nullable(),
  left: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
})
export const resultSchema = z.strictObject({
  machine: machineSchema,
  device: z.enum(['cpu', 'gpu']),
  versions: z.record(z.string(), z.string()),
  models: z.array(modelSchema),
})
export type VariantResult = z.infer<typeof variantSchema>
export type ModelResult = z.infer<typeof modelSchema>
export type Result = z.infer<typeof resultSchema>

export const isOurs = (name: string): boolean => name.startsWith('convscope')

const best = (variants: readonly VariantResult[]): VariantResult | undefined =>
  [...variants].sort((a, b) => b.median - a.median)[0]

/** The ratio of this project's fastest variant to the fastest of the others. */
export function ratios(
  variants: readonly VariantResult[],
): Pick<ModelResult, 'ratioToBestOther' | 'ratioByRound'> {
  const ours = best(variants.filter(({ name }) => isOurs(name)))
  const other = best(variants.filter(({ name }) => !isOurs(name)))
  if (!ours || !other) return { ratioToBestOther: null, ratioByRound: null }
  const rounds =
    ours.rates.length === other.rates.length
      ? ours.rates.map((rate, i) => rate / (other.rates[i] ?? NaN))
      : []
  return {
    ratioToBestOther: rounded(ours.median / other.median, 3),
    ratioByRound: rounds.length === 0 ? null : roundedSpread(spread(rounds), 3),
  }
}

export const variantResult = (
  name: string,
  rates: readonly number[],
  rest: Pick<VariantResult, 'firstStepSeconds' | 'peakMegabytes' | 'ownMegabytes'>,
): VariantResult => ({
  name,
  ...roundedSpread(spread(rates)),
  rates: rates.map((rate) => rounded(rate)),
  ...rest,
})

/** A variant that was measured twice: all rounds together. */
function pooled(a: VariantResult, b: VariantResult | undefined): VariantResult {
  if (!b) return a
  const firstStepSeconds = rounded(median([a.firstStepSeconds, b.firstStepSeconds]), 3)
  const ownMegabytes =
    a.ownMegabytes === null || b.ownMegabytes === null
      ? null
      : Math.max(a.ownMegabytes, b.ownMegabytes)
  return variantResult(a.name, [...a.rates, ...b.rates], {
    firstStepSeconds,
    peakMegabytes: Math.max(a.peakMegabytes, b.peakMegabytes),
    ownMegabytes,
  })
}

function mergedModel(a: ModelResult, b: ModelResult | undefined): ModelResult {
  if (!b) return a
  if (a.task !== b.task)
    throw new Error(
      `${a.title} was measured as "${a.task}" and as "${b.task}": these can't be compared.`,
    )
  const known = new Set(a.variants.map(({ name }) => name))
  const variants = [
    ...a.variants.map((variant) =>
      pooled(
        variant,
        b.variants.find(({ name }) => name === variant.name),
      ),
    ),
    ...b.variants.filter(({ name }) => !known.has(name)),
  ]
  const left = [...a.left, ...b.left].filter(
    ({ name }, i, all) =>
      variants.every((variant) => variant.name !== name) &&
      all.findIndex((other) => other.name === name) === i,
  )
  return { ...a, variants, left, ...ratios(variants) }
}

/**
 * Two results of one machine as one.
 * @throws Error where they come from different machines, devices, versions of a tool or tasks
 */
export function merge(a: Result, b: Result): Result {
  requireSameMachine(a.machine, b.machine)
  if (a.device !== b.device)
    throw new Error(
      `These figures come from different devices (${a.device} and ${b.device}) and can't be compared.`,
    )
  for (const [tool, version] of Object.entries(a.versions)) {
    const other = b.versions[tool]
    if (other !== undefined && other !== version)
      throw new Error(
        `These figures come from ${tool} ${version} and ${other} and can't be compared.`,
      )
  }
  const known = new Set(a.models.map(({ model }) => model))
  const models = [
    ...a.models.map((each) =>
      mergedModel(
        each,
        b.models.find(({ model }) => model === each.model),
      ),
    ),
    ...b.models.filter(({ model }) => !known.has(model)),
  ]
  return { ...a, versions: { ...b.versions, ...a.versions }, models }
}

/** The result in a file: its last line, as --json prints it. */
export function parseResult(text: string): Result {
  const line = text.trim().split('\n').at(-1) ?? ''
  return resultSchema.parse(JSON.parse(line))
}

import type { UnitTrace } from '@shared/contract/fields'
import type { RegisterCommand } from '../../command'
import { openModel } from '../../model'
import { passOf } from '../../pass'
import { followed } from '../../followed'
import { grouped } from '../../format'
import { table } from '../../table'
import { wholeNumbers } from '../../values'

interface Term {
  /** The layer that the term is a unit of, or `input`. */
  readonly from: string
  readonly unit: readonly number[]
  readonly value: number
  /** What it is multiplied by; 1 where nothing is. */
  readonly weight: number
  readonly product: number
  /** Of a maximum: whether this is the largest. */
  readonly winner?: boolean
}

/** The terms of a trace, one record each. */
function termsOf({ groups, winner, combine }: UnitTrace): Term[] {
  const terms = groups.flatMap(({ source, units, values, weights }) =>
    Array.from(values, (value, n): Term => {
      const weight = weights?.[n] ?? 1
      return {
        from: source,
        unit: [...units.subarray(3 * n, 3 * n + 3)],
        value,
        weight,
        product: value * weight,
      }
    }),
  )
  return combine === 'max' ? terms.map((term, n) => ({ ...term, winner: n === winner })) : terms
}

/**
 * The most multiplications that are computed without --from-pixels: some seconds in plain loops.
 */
const MOST_PRODUCTS = 5e8
const SHOWN = 24
const digits = (value: number): string => value.toPrecision(7)

function print(trace: UnitTrace, terms: readonly Term[]): string {
  const {
    layer,
    kind,
    unit: { row, column, channel },
    value,
    recomputed,
    fromPixels,
    products,
    bias,
    factor,
    combine,
    function: name,
    padding,
  } = trace
  const rule = {
    sum: 'bias + Σ value · weight',
    max: 'the largest value',
    product: 'Π value',
    function: `${name ?? ''}(value)`,
    softmax: 'exp(own) ÷ Σ exp(value)',
    normalise: 'factor · (own − mean) ÷ √(variance + ε) + bias',
    response: 'own ÷ (k + α/size · Σ value²)^β',
  }[combine]
  const largest = [...terms]
    .sort((a, b) => Math.abs(b.product) - Math.abs(a.product))
    .slice(0, SHOWN)
  const rows = largest.map(({ from, unit: at, value: of, weight, product, winner }) => [
    `${from} ${at.join(',')}`,
    digits(of),
    digits(weight),
    digits(product),
    winner ? '← largest' : '',
  ])
  return [
    `Unit ${row},${column},${channel} of ${layer} (${kind}) = ${rule}`,
    '',
    `value       ${digits(value)}`,
    `recomputed  ${digits(recomputed)}  from the layer's inputs, in double precision (difference ${(recomputed - value).toExponential(1)})`,
    fromPixels === null
      ? `from pixels left out: it takes ${grouped(products)} multiplications; --from-pixels computes it, however long that takes`
      : `from pixels ${digits(fromPixels)}  everything from the picture up (difference ${(fromPixels - value).toExponential(1)})`,
    ...(bias === null ? [] : [`bias        ${digits(bias)}`]),
    ...(factor === null ? [] : [`factor      ${digits(factor)}`]),
    '',
    table(
      [
        { title: 'term' },
        { title: 'value', align: 'right' },
        { title: 'weight', align: 'right' },
        { title: 'product', align: 'right' },
        { title: '' },
      ],
      rows,
    ),
    ...(terms.length > SHOWN
      ? [`… the ${SHOWN} largest of ${terms.length}; --json gives them all.`]
      : []),
    ...(padding > 0 ? [`${padding} cells of the window are in the padding and add nothing.`] : []),
  ].join('\n')
}

interface TraceOptions {
  readonly layer: string
  readonly unit: readonly number[]
  readonly invert?: boolean
  readonly fromPixels?: boolean
}

/** `convscope trace`: the arithmetic of one unit. */
export const trace: RegisterCommand = (program, act) => {
  program
    .command('trace <model> <image>')
    .description('the arithmetic of one unit: its value, recomputed, and every term')
    .requiredOption('--layer <id>', 'the unit’s layer')
    .requiredOption(
      '--unit <y,x,c>',
      'row, column and channel; 0,0,unit of a vector',
      wholeNumbers(['y', 'x', 'c'], 0),
    )
    .option('--invert', 'swap light and dark first: 1 − value')
    .option('--from-pixels', 'recompute everything from the picture up, however long it takes')
    .action(
      act(
        async (
          context,
          argument: string,
          image: string,
          { layer, unit, invert = false, fromPixels = false }: TraceOptions,
        ) => {
          const { output } = context
          const pass = await passOf(await openModel(argument, output), image, invert)
          const [{ traceUnit, traceFromPixels }, { counted }] = await Promise.all([
            import('../../../engine/inspect/trace'),
            import('../../../engine/work/work'),
          ])
          const [row = 0, column = 0, channel = 0] = unit
          const quick = traceUnit(pass, layer, [row, column, channel], MOST_PRODUCTS)
          const asked = fromPixels && quick.fromPixels === null
          const long = asked
            ? await followed(context, (work) =>
                traceFromPixels(pass, layer, [row, column, channel], (total) =>
                  counted(work, 'measure', 'products', total),
                ),
              )
            : quick.fromPixels
          const traced = { ...quick, fromPixels: long }
          const terms = termsOf(traced)
          const { groups: _, ...rest } = traced
          output.result({ ...rest, unit: [row, column, channel], channel, terms }, () =>
            print(traced, terms),
          )
        },
      ),
    )
}

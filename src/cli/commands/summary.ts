import { formatShape } from '@shared/layers/definition'
import type { ReceptiveField } from '@shared/math/receptive-field'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { summarise, type ModelSummary } from '@shared/model/summary'
import type { RegisterCommand } from '../command'
import { bytes, grouped } from '../format'
import { openSpec } from '../model'
import { table, type Column } from '../table'

const COLUMNS: readonly Column[] = [
  { title: 'layer' },
  { title: 'kind' },
  { title: 'output', align: 'right' },
  { title: 'parameters', align: 'right' },
  { title: 'multiply-adds', align: 'right' },
  { title: 'sees', align: 'right' },
  { title: 'moves by', align: 'right' },
  { title: 'from', align: 'right' },
]

const pair = ([vertical, horizontal]: readonly [number, number], separator: string): string =>
  vertical === horizontal ? String(vertical) : `${vertical}${separator}${horizontal}`

/** Field of a unit: its size, its stride, and the start of the first unit's field. */
function field(found: ReceptiveField | null): readonly string[] {
  if (!found) return ['differs', '', '']
  return [found.size.join('×'), pair(found.stride, '×'), pair(found.start, ', ')]
}

const orNothing = (value: number): string => (value === 0 ? '' : grouped(value))

function print({ name, input }: ModelSpec, { layers, totals }: ModelSummary): string {
  const rows = layers.map(({ id, kind, outputShape, parameters, macs, receptiveField }) => [
    id,
    kind,
    formatShape(outputShape),
    orNothing(parameters),
    orNothing(macs),
    ...field(receptiveField),
  ])
  const first = ['input', '', formatShape([input.height, input.width, input.channels])]
  return [
    name,
    '',
    table(COLUMNS, [first, ...rows]),
    '',
    `${grouped(totals.parameters)} parameters (${bytes(4 * totals.parameters)}), ${grouped(totals.macs)} multiply-adds and ${bytes(totals.activationBytes)} of outputs for one picture.`,
    'Shapes are height×width×channels. A unit of a layer "sees" that many rows×columns of the input; the next unit sees them',
    'moved "by" so many, and the first unit\'s begin at row and column "from": below 0 is padding.',
  ].join('\n')
}

/**
 * `convscope summary`: the chapter's layer-by-layer print of shapes, with cost and receptive
 * fields.
 */
export const summary: RegisterCommand = (program, act) => {
  program
    .command('summary <model>')
    .description('shape, parameters, cost and receptive field of every layer')
    .action(
      act(async ({ output }, argument: string) => {
        const spec = await openSpec(argument)
        const found = summarise(resolveModel(spec))
        output.result(found, () => print(spec, found))
      }),
    )
}

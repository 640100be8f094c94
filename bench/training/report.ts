import { describeMachine } from '../lib/machine'
import { figure, markdownTable } from '../lib/table'
import { isOurs, type ModelResult, type Result } from './result'

function section({
  title,
  task,
  variants,
  ratioToBestOther,
  ratioByRound,
  left,
}: ModelResult): string {
  const others = variants.filter(({ name }) => !isOurs(name)).map(({ median }) => median)
  const best = Math.max(...others)
  const rows = [...variants]
    .sort((a, b) => b.median - a.median)
    .map(({ name, median, min, max, firstStepSeconds, peakMegabytes, ownMegabytes }) => [
      name,
      figure(median),
      `${figure(min)}…${figure(max)}`,
      others.length === 0 ? '–' : (median / best).toFixed(2),
      figure(firstStepSeconds, 2),
      figure(peakMegabytes),
      figure(ownMegabytes ?? NaN),
    ])
  const table = markdownTable(
    [
      'variant',
      'examples/s, median',
      'range',
      'to the best other',
      'first step, s',
      'peak memory, MB',
      'own memory, MB',
    ],
    rows,
  )
  const byRound = ratioByRound
    ? ` (round by round ${ratioByRound.median}, ${ratioByRound.min}…${ratioByRound.max})`
    : ''
  const ratio =
    ratioToBestOther === null ? [] : [`Ratio to the best other: **${ratioToBestOther}**${byRound}.`]
  const notes = left.map(({ name, reason }) => `Left out: ${name}: ${reason.split('\n')[0] ?? ''}.`)
  return [`### ${title}`, `${task}.`, table, ...ratio, ...notes].join('\n\n')
}

/** Ready for docs/benchmarks.md. */
export function report({ machine, device, versions, models }: Result): string {
  const tools = Object.entries(versions)
    .map(([tool, version]) => `${tool} ${version}`)
    .join(', ')
  return [
    `Machine: ${describeMachine(machine)}; on the ${device.toUpperCase()}. ${tools}.`,
    ...models.map(section),
  ].join('\n\n')
}

import { toCsv } from '@shared/runs/csv'
import type { RegisterCommand } from '../../command'
import { findRun } from '../../find-run'
import { grouped } from '../../format'

/** `convscope runs export-csv`: every point of runs, as the window's figure is drawn from. */
export const registerExportCsv: RegisterCommand = (group, act) => {
  group
    .command('export-csv <run...>')
    .description('every point of the curves of runs as CSV, one line each')
    .option('--out <file>', 'file for it (default: stdout)')
    .action(
      act(async ({ output }, names: readonly string[], { out }: { out?: string }) => {
        const [{ readEvents, readRun }, { writeFileAtomic }] = await Promise.all([
          import('../../../engine/runs/run-folder'),
          import('../../../engine/runtime/files'),
        ])
        const runs = await Promise.all(
          names.map(async (name) => {
            const folder = await findRun(name)
            const { id, title } = await readRun(folder)
            return { id, title, events: await readEvents(folder) }
          }),
        )
        const csv = toCsv(runs)
        const points = csv.split('\r\n').length - 2
        if (out !== undefined) await writeFileAtomic(out, csv)
        const ids = runs.map(({ id }) => id)
        output.result({ runs: ids, points, ...(out === undefined ? { csv } : { out }) }, () =>
          out === undefined ? csv.trimEnd() : `${grouped(points)} points written to ${out}`,
        )
      }),
    )
}

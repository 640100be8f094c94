import { runStateSchema, type RunState } from '@shared/contract/training'
import { filterRuns } from '@shared/runs/filter'
import { Option } from 'commander'
import type { RegisterCommand } from '../../command'
import { runInEnglish, runsTable } from './text'

interface Options {
  readonly tag?: readonly string[]
  readonly search?: string
  readonly state?: RunState
}

/** `convscope runs list`: every run of the data folder, the newest first. */
export const registerList: RegisterCommand = (group, act) => {
  group
    .command('list')
    .description('every run, the newest first')
    .option('--search <words>', 'runs with these words in title, id, network, data, tags or note')
    .option('--tag <tag...>', 'runs with all of these tags')
    .addOption(new Option('--state <state>', 'runs in this state').choices(runStateSchema.options))
    .action(
      act(async ({ output }, { search, tag, state }: Options) => {
        const { listRuns } = await import('../../../engine/runs/run-folder')
        const listed = await listRuns()
        const found = filterRuns(
          listed.flatMap(({ info }) => (info ? [info] : [])),
          { ...(search === undefined ? {} : { text: search }), ...(tag && { tags: tag }) },
        ).filter((run) => state === undefined || run.state === state)
        const runs = found.map(runInEnglish)
        const damaged = listed.flatMap(({ folder, problem }) =>
          problem ? [{ folder, code: problem.code, message: problem.message }] : [],
        )
        output.result({ runs, damaged }, () =>
          runs.length > 0 ? runsTable(runs) : 'There is no such run.',
        )
        if (!output.json) for (const { message } of damaged) output.note(message)
      }),
    )
}

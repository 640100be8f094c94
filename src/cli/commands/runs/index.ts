import type { RegisterCommand } from '../../command'
import { registerChanges } from './change'
import { registerCompare } from './compare'
import { registerExportCsv } from './export-csv'
import { registerList } from './list'
import { registerMoments } from './moments'
import { registerShow } from './show'
import { registerTags } from './tags'

/** `convscope runs`: what was trained on this machine. */
export const runs: RegisterCommand = (program, act) => {
  const group = program
    .command('runs')
    .description('list, compare, mark, delete and restore trainings')
  registerList(group, act)
  registerShow(group, act)
  registerCompare(group, act)
  registerChanges(group, act)
  registerTags(group, act)
  registerMoments(group, act)
  registerExportCsv(group, act)
}

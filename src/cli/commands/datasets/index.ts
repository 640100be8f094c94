import type { RegisterCommand } from '../../command'
import { bytes, grouped } from '../../format'
import { table } from '../../table'
import { registerCheck } from './check'
import { datasetInEnglish, follow, pictureSize } from './follow'
import { registerImport } from './import'
import { registerLabels } from './labels'
import { registerRelabel } from './relabel'
import { registerPictures } from './pictures'
import { registerRemove } from './remove'
import { registerSetAside } from './set-aside'

type Listed = ReturnType<typeof datasetInEnglish>

const overview = (infos: readonly Listed[]): string =>
  table(
    [
      { title: 'id' },
      { title: 'state' },
      { title: 'picture' },
      { title: 'train', align: 'right' },
      { title: 'test', align: 'right' },
      { title: 'classes', align: 'right' },
      { title: 'cached', align: 'right' },
      { title: 'set aside', align: 'right' },
    ],
    infos.map((info) => [
      info.id,
      info.state,
      pictureSize(info),
      info.train === 0 ? '' : grouped(info.train),
      info.test === 0 ? '' : grouped(info.test),
      info.classes.length === 0 ? '' : String(info.classes.length),
      info.bytes === 0 ? '' : bytes(info.bytes),
      info.setAside ? grouped(info.setAside.train + info.setAside.test) : '',
    ]),
  )

/** The table, and below it what there is to say of single sets: notes are too long for a column. */
function list(infos: readonly Listed[]): string {
  const notes = infos.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`]))
  return [overview(infos), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

/** `convscope datasets`: what is on this machine, and bringing what is not. */
export const datasets: RegisterCommand = (program, act) => {
  const group = program.command('datasets').description('list, bring, import and verify data sets')
  group
    .command('list')
    .description('every data set and its state')
    .action(
      act(async ({ output }) => {
        const { listDatasets } = await import('../../../engine/datasets')
        const datasets = (await listDatasets()).map(datasetInEnglish)
        output.result({ datasets }, () => list(datasets))
      }),
    )
  group
    .command('fetch <id>')
    .description('find or download a data set and cache it')
    .action(
      act(async (context, id: string) => {
        const { fetchDataset } = await import('../../../engine/datasets')
        await follow(context, (options) => fetchDataset(id, options))
      }),
    )
  group
    .command('verify <id>')
    .description('hold the cached files against their hashes')
    .action(
      act(async (context, id: string) => {
        const { verifyDataset } = await import('../../../engine/datasets')
        await follow(context, (options) => verifyDataset(id, options))
      }),
    )
  registerImport(group, act)
  registerCheck(group, act)
  registerSetAside(group, act)
  registerLabels(group, act)
  registerRelabel(group, act)
  registerPictures(group, act)
  registerRemove(group, act)
}

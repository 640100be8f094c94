import type { Trashed } from '@shared/contract/trash'
import { AppError } from '@shared/errors'
import type { RegisterCommand } from '../command'
import { bytes, grouped } from '../format'
import { table } from '../table'

const overview = (all: readonly Trashed[]): string =>
  all.length === 0
    ? 'The trash is empty.'
    : table(
        [
          { title: 'place' },
          { title: 'title' },
          { title: 'deleted' },
          { title: 'size', align: 'right' },
        ],
        all.map(({ place, title, deleted, bytes: size }) => [
          place,
          title,
          new Date(deleted).toISOString().slice(0, 16).replace('T', ' '),
          bytes(size),
        ]),
      )

/** `convscope trash`: what has been deleted; bringing it back, or deleting it for good. */
export const trash: RegisterCommand = (program, act) => {
  const group = program
    .command('trash')
    .description('list and restore deleted runs, models and data sets, or delete them for good')
  group
    .command('list')
    .description('what has been deleted, the newest first')
    .action(
      act(async ({ output }) => {
        const { listTrash } = await import('../../engine/models')
        const all = await listTrash()
        output.result({ trash: all }, () => overview(all))
      }),
    )
  group
    .command('restore <place>')
    .description('bring something back to where it was')
    .action(
      act(async ({ output }, place: string) => {
        const { restoreTrashed } = await import('../../engine/models')
        await restoreTrashed(place)
        output.result({ restored: place }, () => `${place} is back.`)
      }),
    )
  group
    .command('empty [places...]')
    .description('delete these for good, or with --all everything')
    .option('--all', 'everything that is in the trash')
    .action(
      act(async ({ output }, places: string[], { all = false }: { all?: boolean }) => {
        if (all === places.length > 0)
          throw new AppError(
            'invalid-argument',
            'Name what is to be deleted for good, as `trash list` names it, or give --all.',
          )
        const { emptyTrash, listTrash } = await import('../../engine/models')
        const named = all ? (await listTrash()).map(({ place }) => place) : places
        const done = await emptyTrash(named)
        output.result(done, () => `${grouped(done.deleted)} deleted, ${bytes(done.bytes)} freed`)
      }),
    )
}

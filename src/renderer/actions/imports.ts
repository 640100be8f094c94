import { namesModel } from '@shared/formats'
import { type Chosen, DROP_LIMIT, type Dropped } from '@shared/contract/desktop'
import { desktop, engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'
import { useMessages } from '@renderer/stores/messages'
import { useModelImports } from '@renderer/stores/models/importing'
import { useHandOver } from '@renderer/stores/hand-over'
import { useBroughtPictures } from '@renderer/stores/brought-pictures'

/**
 * Takes in what the user dropped or chose. Each file answers for itself: one that is refused keeps
 * no other from opening.
 */
export function useImports() {
  const messages = useMessages()
  const asked = useModelImports()
  const handOver = useHandOver()

  /** Opens pictures, up to the limit; of more than that it is said how many were left. */
  function openPictures(files: readonly Chosen[], left = 0): void {
    const opened = files.slice(0, DROP_LIMIT)
    if (opened.length > 0)
      useBroughtPictures().bring(opened.map(({ token }) => ({ kind: 'token', token })))
    if (left + files.length > opened.length)
      tellLeft(opened.length, left + files.length - opened.length)
  }

  /** Many pictures are a data set: the message offers to make them one. */
  function tellLeft(taken: number, left: number): void {
    messages.say(
      () => t('frame.drop.left', { taken: formatInteger(taken), left: formatInteger(left) }),
      {
        stays: true,
        action: {
          label: () => t('train.recipe.importFolder'),
          run: () => void messages.attempt(chooseDataset),
        },
      },
    )
  }

  /** Asks for a folder, and takes it as one that was dropped. */
  async function chooseDataset(): Promise<void> {
    const folder = await desktop().call('dialog.folder', { purpose: 'dataset' })
    if (folder) await takeDataset(folder)
  }

  /** Asks for an archive or a file that holds a data set. */
  async function chooseArchive(): Promise<void> {
    const file = await desktop().call('dialog.archive', {})
    if (file) await takeDataset(file)
  }

  /**
   * What holds a data set is asked about in Train, or in Data where that is current; of anything
   * else it is said what it holds.
   */
  async function takeDataset(chosen: Chosen): Promise<void> {
    const { token, name } = chosen
    const look = await messages.attempt(() => engine().call('datasets.look', { token }), name)
    if (!look) return
    const n = formatInteger(look.pictures)
    if (look.kind === 'dataset') handOver.leave('folder', chosen)
    else if (look.kind === 'nothing')
      messages.say(() => t('frame.drop.nothing', { name }), { tone: 'error', stays: true })
    else
      messages.say(() => t('frame.drop.loose', { name, n }), {
        stays: true,
        ...(look.isFolder && {
          action: {
            label: () => t('frame.drop.openLoose', { n }),
            run: () => void messages.attempt(() => openBelow(chosen)),
          },
        }),
      })
  }

  /** Opens the pictures in a folder and in those below it. */
  async function openBelow({ token }: Chosen): Promise<void> {
    const { pictures, left } = await desktop().call('folder.pictures', { token })
    openPictures(pictures, left)
  }

  /** Says how many files of dropped folders are no pictures, and of what kinds. */
  function tellSkipped(opened: number, skipped: readonly string[]): void {
    const kinds = [...new Set(skipped.map((name) => /\.[^.]+$/.exec(name)?.[0] ?? name))]
    const counts = { opened: formatInteger(opened), skipped: formatInteger(skipped.length) }
    messages.say(() => t('frame.drop.skipped', { ...counts, kinds: kinds.join(', ') }))
  }

  /** Whether an npz holds a data set; it can also be a network's weights. */
  const isDataset = async ({ token, name }: Chosen): Promise<boolean> =>
    /\.npz$/i.test(name) &&
    (await engine()
      .call('datasets.look', { token })
      .then(
        ({ kind }) => kind === 'dataset',
        () => false,
      ))

  /**
   * What was dropped: pictures are inspected, models imported, a folder of a data set is asked
   * about in Train or Data.
   */
  async function take({ items: all, left, placeless, skipped = [] }: Dropped): Promise<void> {
    const items = await Promise.all(
      all.map(async (item) => ((await isDataset(item)) ? { ...item, kind: 'dataset' } : item)),
    )
    if (placeless > 0) messages.say(() => t('frame.drop.noPath'), { tone: 'error', stays: true })
    const isModel = (item: (typeof items)[number]): boolean =>
      item.kind === 'model' || (item.kind === 'file' && namesModel(item.name))
    const pictures = items.filter((item) => item.kind === 'file' && !isModel(item))
    openPictures(pictures, left)
    if (skipped.length > 0) tellSkipped(pictures.length, skipped)
    const [dataset] = items.filter(({ kind }) => kind === 'dataset')
    if (dataset) await takeDataset({ token: dataset.token, name: dataset.name })
    // One dialog after the other asks about each.
    for (const { token, name } of items.filter(isModel)) asked.add({ token, name })
  }

  /** Asks for a model's file, and what is to be known of it. */
  async function chooseModel(): Promise<void> {
    const chosen = await desktop().call('dialog.model', {})
    if (chosen) asked.add(chosen)
  }

  return { take, openPictures, chooseModel, chooseDataset, chooseArchive }
}

import { namesModel } from '@shared/formats'
import { type Chosen, DROP_LIMIT, type Dropped } from '@shared/contract/desktop'
import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { wordsText } from '@renderer/i18n/error-text'
import { formatInteger } from '@renderer/i18n/format'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useHandOver } from '@renderer/stores/hand-over'
import { useBroughtPictures } from '@renderer/stores/brought-pictures'

/**
 * Takes in what the user dropped or chose. Each file answers for itself: one that is refused keeps
 * no other from opening.
 */
export function useImports() {
  const messages = useMessages()
  const models = useModels()
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

  async function chooseDataset(): Promise<void> {
    const folder = await desktop().call('dialog.folder', { purpose: 'dataset' })
    if (folder) handOver.leave('folder', folder)
  }

  async function importModel(file: Chosen): Promise<void> {
    const imported = await messages.attempt(
      () => models.importModel(file.token, file.name),
      file.name,
    )
    if (!imported) return
    const { entry, notes } = imported
    messages.say(() => t('frame.drop.imported', { name: entry.title }))
    for (const note of notes) messages.say(() => wordsText(note), { title: file.name, stays: true })
  }

  /**
   * What was dropped: pictures are inspected, models imported, a folder of a data set is asked
   * about in Train.
   */
  async function take({ items, left, placeless }: Dropped): Promise<void> {
    if (placeless > 0) messages.say(() => t('frame.drop.noPath'), { tone: 'error', stays: true })
    const isModel = (item: (typeof items)[number]): boolean =>
      item.kind === 'model' || (item.kind === 'file' && namesModel(item.name))
    openPictures(
      items.filter((item) => item.kind === 'file' && !isModel(item)),
      left,
    )
    const [dataset] = items.filter(({ kind }) => kind === 'dataset')
    if (dataset) handOver.leave('folder', dataset)
    // One after the other: the engine takes in one model at a time.
    for (const model of items.filter(isModel)) await importModel(model)
  }

  /** Asks for a model's file, and imports it. */
  async function chooseModel(): Promise<void> {
    const chosen = await desktop().call('dialog.model', {})
    if (chosen) await importModel(chosen)
  }

  return { take, openPictures, chooseModel }
}

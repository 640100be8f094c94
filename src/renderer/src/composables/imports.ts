import type { Chosen } from '@shared/contract/desktop'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models'
import { useWorkbench } from '@renderer/stores/workbench'

/** A model comes as model.json or as its folder (which has no ending); every other name is tried as a picture. */
const isModel = ({ name }: Chosen): boolean => /\.json$/i.test(name) || !/\.[a-z0-9]{1,5}$/i.test(name)

/** Takes in what the user dropped or chose. Each file answers for itself: one that is refused keeps no other from opening. */
export function useImports() {
  const messages = useMessages()
  const models = useModels()
  const workbench = useWorkbench()

  function openPictures(files: readonly Chosen[]): void {
    if (files.length > 0) workbench.bringPictures(files.map(({ token }) => ({ kind: 'token', token })))
  }

  async function importModel(file: Chosen): Promise<void> {
    const entry = await messages.attempt(() => models.importModel(file.token, file.name), file.name)
    if (entry) messages.say(() => t('frame.drop.imported', { name: entry.title }))
  }

  async function open(files: readonly Chosen[]): Promise<void> {
    openPictures(files.filter((file) => !isModel(file)))
    await Promise.all(files.filter(isModel).map(importModel))
  }

  return { open, openPictures, importModel }
}

import { computed } from 'vue'
import { FileArchive, FolderOpen } from '@lucide/vue'
import { useImports } from '@renderer/actions/imports'
import type { MenuEntry } from '@renderer/components/AppMenu.vue'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'

/** What a data set can be imported from, as entries of a menu. */
export function useImportWays() {
  const messages = useMessages()
  const imports = useImports()
  return computed((): readonly MenuEntry[] => [
    {
      id: 'folder',
      label: t('train.recipe.importFolder'),
      icon: FolderOpen,
      run: () => void messages.attempt(imports.chooseDataset),
    },
    {
      id: 'archive',
      label: t('train.recipe.importArchive'),
      icon: FileArchive,
      run: () => void messages.attempt(imports.chooseArchive),
    },
  ])
}

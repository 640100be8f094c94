import { ScanSearch } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import FieldsView from './FieldsView.vue'
import { fieldCommands } from './commands'

/** Receptive fields: theoretical, effective, empirical. */
export const fields: ViewDefinition = {
  id: 'fields',
  icon: ScanSearch,
  component: FieldsView,
  commands: fieldCommands,
}

import { Images } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import DataView from './DataView.vue'
import { dataCommands } from './commands'

/** Data sets: what they hold, what is wrong with them, and what is set aside. */
export const data: ViewDefinition = {
  id: 'data',
  icon: Images,
  component: DataView,
  commands: dataCommands,
}

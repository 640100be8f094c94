import { Workflow } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import ModelView from './ModelView.vue'
import { modelCommands } from './commands'

/** Drawing, editing and checking a network. */
export const model: ViewDefinition = {
  id: 'model',
  icon: Workflow,
  component: ModelView,
  commands: modelCommands,
}

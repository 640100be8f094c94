import { Microscope } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import InspectView from './InspectView.vue'
import { inspectCommands } from './commands'
import { keepInspectView } from './kept-view'

/** See what every layer makes of a picture. */
export const inspect: ViewDefinition = {
  id: 'inspect',
  icon: Microscope,
  component: InspectView,
  commands: inspectCommands,
  restore: keepInspectView,
}

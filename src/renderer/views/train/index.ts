import { ChartLine } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import TrainView from './TrainView.vue'
import { trainCommands } from './commands'

export const train: ViewDefinition = {
  id: 'train',
  icon: ChartLine,
  component: TrainView,
  commands: trainCommands,
}

import { ChartLine } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import TrainView from './TrainView.vue'
import { trainCommands } from './commands'
import { keepRecipe } from './recipe-keeping'
import { keepTrainView } from './view-state'

export const train: ViewDefinition = {
  id: 'train',
  icon: ChartLine,
  component: TrainView,
  commands: trainCommands,
  restore: async () => {
    await Promise.all([keepRecipe(), keepTrainView()])
  },
}

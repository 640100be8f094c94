import { ChartLine } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import TrainView from './TrainView.vue'

export const train: ViewDefinition = {
  id: 'train',
  titleKey: 'frame.views.train',
  icon: ChartLine,
  component: TrainView,
}

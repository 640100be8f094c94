import { Boxes } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import ModelsView from './ModelsView.vue'

/** Trained and imported models: what they are, and taking them away. */
export const models: ViewDefinition = {
  id: 'models',
  icon: Boxes,
  component: ModelsView,
}

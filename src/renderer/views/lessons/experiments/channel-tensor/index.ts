import { defineExperiment } from '../../definition'
import ChannelTensor from './ChannelTensor.vue'
import { channelTensorStateSchema, type ChannelTensorState } from './state'

/** The four-index tensor V[a, b, c, d]. */
export const channelTensorExperiment = defineExperiment<ChannelTensorState>({
  id: 'channel-tensor',
  schema: channelTensorStateSchema,
  component: ChannelTensor,
})

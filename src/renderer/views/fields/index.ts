import { ScanSearch } from '@lucide/vue'
import type { Command } from '@renderer/stores/commands'
import { useFields } from '@renderer/stores/fields/fields'
import { useFieldMeasures } from '@renderer/stores/fields/measures'
import type { ViewDefinition } from '../definition'
import FieldsView from './FieldsView.vue'
import { usePictureOptions } from './options'

function commands(): readonly Command[] {
  const fields = useFields()
  const measures = useFieldMeasures()
  const options = usePictureOptions()
  return [
    {
      id: 'fields.turn',
      titleKey: 'fields.keys.turn',
      shortcut: 'T',
      view: 'fields',
      run: () => fields.turn(fields.direction === 'down' ? 'up' : 'down'),
    },
    {
      id: 'fields.all',
      titleKey: 'fields.keys.all',
      shortcut: 'A',
      view: 'fields',
      run: () => (options.allUnits.value = !options.allUnits.value),
    },
    {
      id: 'fields.effective',
      titleKey: 'fields.keys.effective',
      shortcut: 'E',
      view: 'fields',
      run: () => (measures.showEffective = !measures.showEffective),
    },
    {
      id: 'fields.space',
      titleKey: 'fields.keys.space',
      shortcut: 'V',
      view: 'fields',
      run: () => (options.cone.value = options.cone.value === 'maps' ? 'space' : 'maps'),
    },
    {
      id: 'fields.empirical',
      titleKey: 'fields.keys.empirical',
      view: 'fields',
      run: () => void measures.tryPixels(),
    },
    {
      id: 'fields.layers',
      titleKey: 'fields.keys.layers',
      view: 'fields',
      run: () => void measures.measureLayers(),
    },
    { id: 'fields.walk', titleKey: 'fields.keys.walk', shortcut: 'ArrowRight', view: 'fields' },
    { id: 'fields.pin', titleKey: 'fields.keys.pin', shortcut: 'Space', view: 'fields' },
  ]
}

/** Receptive fields: theoretical, effective, empirical. */
export const fields: ViewDefinition = {
  id: 'fields',
  titleKey: 'frame.views.fields',
  icon: ScanSearch,
  component: FieldsView,
  commands,
}

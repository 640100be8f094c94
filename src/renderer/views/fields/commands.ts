import { inView, type Command } from '@renderer/commands/command'
import { useFields } from '@renderer/stores/fields/fields'
import { useEffectiveField } from '@renderer/stores/fields/effective'
import { useEmpiricalField } from '@renderer/stores/fields/empirical'
import { useLayerFields } from '@renderer/stores/fields/by-layer'
import { usePictureOptions } from './options'

/** What Fields can do without the pointer. */
export function fieldCommands(): readonly Command[] {
  const fields = useFields()
  const effective = useEffectiveField()
  const empirical = useEmpiricalField()
  const byLayer = useLayerFields()
  const options = usePictureOptions()
  return inView('fields', [
    {
      id: 'fields.turn',
      label: 'fields.keys.turn',
      keys: ['T'],
      run: () => fields.turn(fields.direction === 'down' ? 'up' : 'down'),
    },
    {
      id: 'fields.all',
      label: 'fields.overlay.all',
      keys: ['A'],
      run: () => (options.allUnits = !options.allUnits),
    },
    {
      id: 'fields.effective',
      label: 'fields.overlay.effective',
      keys: ['E'],
      run: () => (effective.isShown = !effective.isShown),
    },
    {
      id: 'fields.space',
      label: 'fields.keys.space',
      keys: ['V'],
      run: () => (options.cone = options.cone === 'maps' ? 'space' : 'maps'),
    },
    {
      id: 'fields.empirical',
      label: 'fields.keys.empirical',
      run: () => void empirical.tryPixels(),
    },
    {
      id: 'fields.layers',
      label: 'fields.keys.layers',
      run: () => void byLayer.measureLayers(),
    },
    { id: 'fields.walk', label: 'fields.keys.walk', keys: ['ArrowRight'] },
    { id: 'fields.pin', label: 'inspect.keys.pin', keys: ['Space'] },
  ])
}

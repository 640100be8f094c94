import {
  Brush,
  Camera,
  Dices,
  Download,
  FileImage,
  Images,
  SlidersHorizontal,
  SquareDashed,
} from '@lucide/vue'
import { inView, menuCommand, type Command } from '@renderer/commands/command'
import { historyCommands } from '@renderer/commands/history'
import { useStrip } from '@renderer/stores/inspect/strip'
import { usePass } from '@renderer/stores/inspect/pass'
import { useEdits } from '@renderer/stores/inspect/edits'
import { useSketch } from '@renderer/stores/inspect/sketch'
import { toggleCamera } from './camera'
import { useInspectState } from './state'
import { openRandom } from './random'
import { saveInput, saveInputPng } from './save'
import { saveAllMaps } from './save-sheet'
import { blankCanvas, takeTool } from './sketch/begin'

const hasPass = (): boolean => usePass().pass !== undefined

function pictureCommands(): readonly Command[] {
  const strip = useStrip()
  const several = (): boolean => strip.pictures.length > 1
  return inView('inspect', [
    {
      id: 'inspect.random',
      label: 'inspect.pictures.random',
      icon: Dices,
      keys: ['R'],
      run: () => void openRandom(),
    },
    {
      id: 'inspect.dataset',
      label: 'inspect.keys.dataset',
      icon: Images,
      keys: ['D'],
      run: () => (useInspectState().browser = true),
    },
    {
      id: 'inspect.camera',
      label: 'camera.title',
      icon: Camera,
      keywords: ['webcam', 'live', '实时'],
      keys: ['C'],
      run: toggleCamera,
    },
    {
      id: 'inspect.invert',
      label: 'inspect.keys.invert',
      keys: ['I'],
      enabled: hasPass,
      run: () => (strip.invert = !strip.invert),
    },
    {
      id: 'inspect.next',
      label: 'inspect.keys.nextPicture',
      keys: [']'],
      enabled: several,
      run: () => strip.showNext(1),
    },
    {
      id: 'inspect.previous',
      label: 'inspect.keys.previousPicture',
      keys: ['['],
      enabled: several,
      run: () => strip.showNext(-1),
    },
    { id: 'inspect.paste', label: 'inspect.keys.paste', keys: ['Mod+V'] },
  ])
}

const savingCommands = (): readonly Command[] =>
  inView('inspect', [
    {
      ...menuCommand('export.picture'),
      short: 'inspect.display.savePng',
      keywords: ['export', 'contact sheet', '导出'],
      icon: Download,
      enabled: hasPass,
      run: saveAllMaps,
    },
    {
      id: 'inspect.saveInput',
      label: 'inspect.unit.saveInput',
      keywords: ['npy', 'numpy'],
      icon: FileImage,
      enabled: hasPass,
      run: saveInput,
    },
    {
      id: 'inspect.savePicture',
      label: 'probe.sketch.savePng',
      icon: FileImage,
      enabled: hasPass,
      run: saveInputPng,
    },
  ])

const drawingCommands = (): readonly Command[] =>
  inView('inspect', [
    {
      id: 'inspect.paint',
      label: 'probe.sketch.paint',
      icon: Brush,
      keys: ['P'],
      enabled: hasPass,
      run: () => takeTool('paint'),
    },
    {
      id: 'inspect.transform',
      label: 'probe.sketch.transform',
      icon: SlidersHorizontal,
      keys: ['T'],
      enabled: hasPass,
      run: () => takeTool('transform'),
    },
    {
      id: 'inspect.blank',
      label: 'probe.sketch.blank',
      icon: SquareDashed,
      keys: ['B'],
      run: blankCanvas,
    },
  ])

function unitCommands(): readonly Command[] {
  const state = useInspectState()
  return inView('inspect', [
    {
      id: 'inspect.unit',
      label: 'probe.tabs.unit',
      keys: ['U'],
      run: () => (state.tab = 'unit'),
    },
    {
      id: 'inspect.moves',
      label: 'probe.tabs.moves',
      keys: ['M'],
      run: () => (state.tab = 'moves'),
    },
    {
      id: 'inspect.weights',
      label: 'probe.tabs.weights',
      keys: ['W'],
      run: () => (state.tab = 'weights'),
    },
    { id: 'inspect.walk', label: 'inspect.keys.walk', keys: ['ArrowRight'] },
    { id: 'inspect.pin', label: 'inspect.keys.pin', keys: ['Space'] },
    { id: 'inspect.enlarge', label: 'inspect.keys.enlarge', keys: ['Enter'] },
    { id: 'inspect.escape', label: 'inspect.keys.escape', keys: ['Escape'] },
  ])
}

/** What Inspect can do without the pointer. */
export const inspectCommands = (): readonly Command[] => [
  ...pictureCommands(),
  ...savingCommands(),
  ...drawingCommands(),
  ...historyCommands({
    view: 'inspect',
    undo: { label: 'probe.keys.undo' },
    redo: { label: 'probe.keys.redo' },
    // Of what is being worked on: the weights where they are edited, else the drawn picture.
    history: () => {
      const [edits, sketch] = [useEdits(), useSketch()]
      return useInspectState().tab === 'weights' && edits.current ? edits : sketch
    },
  }),
  ...unitCommands(),
]

import type { EngineCall } from '@shared/contract/engine'
import type { DesktopCall } from '@shared/contract/desktop'

/** What the command line has for a call of the window: a command, or the reason why it needs none. */
export type Coverage = { readonly command: string } | { readonly reason: string }

const by = (command: string): Coverage => ({ command })
const none = (reason: string): Coverage => ({ reason })

const LESSON = none('an experiment inside a lesson, which the lesson’s page explains and draws')
const MEMORY = none(
  'concerns what the window keeps in the engine’s memory; `edit` takes all edits at once',
)
const DIALOG = none('a command is given a path instead')
const KEPT = none('what the window shows after a restart')
const WINDOW = none('concerns the window itself')

/**
 * Every call that a window can make, with its counterpart. The compiler names a call that is
 * missing; `scripts/tables.mjs` writes the table of docs/commands.md from it and fails where a
 * command doesn't exist.
 */
export const COVERAGE: Readonly<Record<EngineCall | DesktopCall, Coverage>> = {
  'engine.info': none('`convscope doctor`'),

  'provision.status': by('setup'),
  'provision.fetch': by('setup'),
  'provision.take': by('setup'),

  'datasets.list': by('datasets list'),
  'datasets.fetch': by('datasets fetch'),
  'datasets.look': by('datasets import'),
  'datasets.analyse': by('datasets import'),
  'datasets.make': none('the camera is the window’s; a folder of pictures: `datasets import`'),
  'datasets.import': by('datasets import'),
  'datasets.check': by('datasets check'),
  'datasets.findings': by('datasets check'),
  'datasets.labels': by('datasets pictures'),
  'datasets.setAside': by('datasets set-aside'),
  'datasets.checkLabels': by('datasets labels'),
  'datasets.labelCheck': by('datasets labels'),
  'datasets.relabel': by('datasets relabel'),
  'datasets.remove': by('datasets remove'),
  'datasets.restore': by('datasets restore'),
  'datasets.images': by('datasets pictures'),

  'models.list': by('models list'),
  'models.detail': by('summary'),
  'models.summarise': by('summary'),
  'models.look': by('import'),
  'models.dismiss': none('forgets a look that was not imported; a command forgets when it ends'),
  'models.import': by('import'),
  'models.prepare': by('models prepare'),
  'models.export': by('export'),
  'models.reliability': by('evaluate'),
  'models.measured': by('evaluate'),
  'models.compare': by('compare'),
  'models.rename': by('models rename'),
  'models.delete': by('models delete'),
  'models.restore': by('models restore'),

  'trash.list': by('trash list'),
  'trash.restore': by('trash restore'),
  'trash.empty': by('trash empty'),

  'builder.save': by('import'),
  'builder.draft': none('every command takes a file with a network'),
  'builder.read': none('every command takes a file with a network'),
  'builder.measure': by('measure'),

  'pictures.open': none('every command takes a picture’s file'),
  'pictures.samples': none('the samples are files: resources/samples'),
  'inspect.forward': by('predict'),
  'inspect.maps': by('activations'),
  'inspect.values': by('activations'),
  'inspect.unit': by('trace'),
  'inspect.filters': by('filters'),

  'operations.run': by('op'),
  'operations.picture': none('`op` takes numbers; `activations` and `predict` take pictures'),

  'probe.attribute': by('attribute'),
  'probe.ascend': by('maximise'),
  'probe.strongest': by('strongest'),
  'probe.edit': by('edit'),
  'probe.edited': MEMORY,
  'probe.rewind': MEMORY,
  'probe.journals': MEMORY,
  'probe.revive': MEMORY,
  'probe.discard': MEMORY,
  'probe.keep': by('edit'),
  'probe.filter': by('filters'),
  'probe.accuracy': by('edit'),
  'probe.paint': none('drawing needs a pointer; every command takes a picture’s file'),

  'suggest.recipe': by('suggest'),
  'augment.look': by('augment'),
  'augment.propose': by('augment'),
  'rates.find': by('lr-find'),

  'fields.effective': by('receptive-field'),
  'fields.byLayer': by('field-by-layer'),
  'fields.empirical': by('empirical-field'),
  'fields.film': by('film'),
  'fields.fromPixels': by('trace'),
  'fields.trace': by('trace'),

  'runs.epochs': by('runs show'),
  'runs.list': by('runs list'),
  'runs.snapshot': by('runs show'),
  'runs.start': by('train'),
  'runs.resume': by('resume'),
  'runs.control': none('a training in a terminal is stopped by Ctrl-C and continued by `resume`'),
  'runs.mark': by('runs tag'),
  'runs.evaluate': by('evaluate'),

  'moments.list': by('runs moments'),
  'moments.look': none(
    'every command takes `run:<id>@<step>` as a model: `predict`, `activations`',
  ),
  'moments.kept': by('runs moments'),
  'moments.measure': by('runs moments'),
  'moments.copy': by('runs copy'),

  'experiments.learnKernel': LESSON,
  'experiments.threeLayers': LESSON,
  'experiments.shiftLayers': LESSON,
  'experiments.shiftResponse': LESSON,
  'experiments.pixelwise': LESSON,

  'app.info': none('`convscope doctor` and `convscope --version`'),
  'settings.get': WINDOW,
  'settings.set': WINDOW,
  'theme.get': WINDOW,
  'engine.status': WINDOW,
  'engine.restart': WINDOW,
  'dialog.pictures': DIALOG,
  'dialog.model': DIALOG,
  'dialog.archive': DIALOG,
  'dialog.folder': DIALOG,
  'dialog.save': DIALOG,
  'dialog.wheels': DIALOG,
  'files.opened': DIALOG,
  'folder.pictures': DIALOG,
  'folder.reveal': WINDOW,
  'camera.ask': WINDOW,
  'camera.release': WINDOW,
  'window.progress': WINDOW,
  'draft.get': KEPT,
  'draft.set': KEPT,
  'inspect.get': KEPT,
  'inspect.set': KEPT,
  'held.get': KEPT,
  'held.set': KEPT,
  'text.get': KEPT,
  'text.set': KEPT,
  'training.interrupted': KEPT,
  notify: WINDOW,
}

/** Imports point one way; each rule says which way, and why. */

const from = (name, path, to, comment, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path, ...(extra.except ? { pathNot: extra.except } : {}) },
  to,
})

/** Errors, what becomes of a schema's refusal, and names in two languages: open to every layer of shared. */
const SHARED_OPEN = '^src/shared/(errors|schema-fault|label)\\.ts$'
const TESTS = '\\.test\\.ts$|/testing/'
/** The engine's rooms in order: each may read only those before it. */
const ENGINE = [
  'runtime',
  'work',
  'graph',
  'formats',
  'pictures',
  'datasets',
  'layers',
  'evaluate',
  'runs',
  'training',
  'models',
  'certificate',
  'evaluations',
  'measure',
  'suggest',
  'inspect',
  'fields',
  'probe',
  'operations',
  'experiments',
  'trainings',
  'service',
]
/** What only Node or Electron have. */
const NODE = { dependencyTypes: ['core'] }

/** The window's rooms: each may import those above it in this list, and itself. */
const WINDOW_ROOMS = [
  'locales',
  'i18n',
  'api',
  'commands',
  'maps',
  'async',
  'composables',
  'stores',
  'actions',
  'components',
  'charts',
  'visualisations',
  'views',
  'frame',
]

/** One rule a room: it imports itself and the rooms before it in the list. */
const ladder = (folder, rooms) =>
  rooms.map((room, index) =>
    from(
      `${folder}-${room}`,
      `^src/${folder}/${room}/`,
      {
        path: `^src/${folder}/`,
        pathNot: `^src/${folder}/(${rooms.slice(0, index + 1).join('|')})/`,
      },
      `Rooms of ${folder} in their order: ${rooms.join(' < ')}.`,
      { except: TESTS },
    ),
  )

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|.*\\?.*)$' },
    },

    from(
      'shared-is-alone',
      '^src/shared',
      { path: '^src/(?!shared)' },
      'shared runs everywhere, so it imports nothing of one place.',
    ),
    from('shared-is-pure', '^src/shared', NODE, 'shared has no Node.', { except: TESTS }),
    from(
      'shared-packages',
      '^src/shared',
      { path: 'node_modules', pathNot: 'node_modules/(zod|birpc|@lezer)/' },
      'shared needs zod, rpc birpc, and json the grammar of JSON, and nothing else.',
      { except: TESTS },
    ),
    from(
      'math-is-the-bottom',
      '^src/shared/math',
      { path: '^src/shared/(?!math)', pathNot: SHARED_OPEN },
      'contract → model → layers → math.',
    ),
    from(
      'layers-below-model',
      '^src/shared/layers',
      { path: '^src/shared/(?!layers|math)', pathNot: SHARED_OPEN },
      'contract → model → layers → math.',
      { except: TESTS },
    ),
    from(
      'formats-are-alone',
      '^src/shared/formats',
      { path: '^src/shared/(?!formats)', pathNot: SHARED_OPEN },
      'Which files are models needs no network.',
    ),
    from(
      'recipe-parts-below-model',
      '^src/shared/recipe',
      { path: '^src/shared/(?!recipe)', pathNot: SHARED_OPEN },
      'contract → model → recipe, layers → math.',
    ),
    from(
      'model-below-contract',
      '^src/shared/model',
      { path: '^src/shared/(?!model|recipe|layers|math)', pathNot: SHARED_OPEN },
      'contract → model → recipe, layers → math.',
    ),
    from(
      'contract-below-rpc',
      '^src/shared/contract',
      { path: '^src/shared/rpc' },
      'rpc may use the contract, not the other way round.',
    ),

    from(
      'renderer-is-alone',
      '^src/renderer',
      { path: '^src/(engine|main|preload|cli|node)' },
      'The window reaches the rest through its two ports only.',
    ),
    from('renderer-has-no-node', '^src/renderer', NODE, 'The window is sandboxed.', {
      except: TESTS,
    }),
    from(
      'renderer-has-no-electron',
      '^src/renderer',
      { path: 'node_modules/(electron|@tensorflow)/' },
      'The window has no Electron and no TensorFlow.',
    ),
    ...ladder('renderer', WINDOW_ROOMS),
    {
      name: 'renderer-rooms-are-listed',
      comment: 'A new folder of the window takes its place in WINDOW_ROOMS.',
      severity: 'error',
      from: { path: `^src/renderer/(?!(${WINDOW_ROOMS.join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'views-are-separate',
      comment: 'A view that needs another one’s part moves that part to components.',
      severity: 'error',
      from: { path: '^src/renderer/views/([^/]+)/' },
      to: { path: '^src/renderer/views/([^/]+)/', pathNot: '^src/renderer/views/$1/' },
    },

    from(
      'node-is-low',
      '^src/node',
      { path: '^src/(?!node|shared)' },
      'What main, the engine and the command line share that needs Node.',
    ),
    from(
      'main-has-no-engine',
      '^src/main',
      { path: '^src/(engine|cli|renderer|preload)' },
      'main reaches the engine by its path alone.',
    ),
    from(
      'main-has-no-tensorflow',
      '^src/(main|preload)',
      { path: 'node_modules/@tensorflow/' },
      'libtensorflow crashes Electron’s main process.',
    ),
    from(
      'preload-is-thin',
      '^src/preload',
      { path: '^src/(engine|main|cli|renderer|node)' },
      'The preload is one bridge over the contract.',
    ),
    ...ladder('engine', ENGINE),
    from(
      'engine-has-no-window',
      '^src/engine',
      { path: '^src/(main|preload|renderer|cli)' },
      'The engine serves whoever asks.',
    ),
    from(
      'cli-uses-the-engine',
      '^src/cli',
      { path: '^src/(main|preload|renderer)' },
      'The command line needs no window.',
    ),
    from(
      'tensorflow-has-one-door',
      '^src',
      { path: 'node_modules/@tensorflow/', dependencyTypesNot: ['type-only'] },
      'TensorFlow is loaded by src/engine/runtime alone.',
      {
        except: `^src/engine/runtime|${TESTS}`,
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.vue', '.json', '.d.ts'],
    },
  },
}

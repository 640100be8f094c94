import { readdirSync, readFileSync } from 'node:fs'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

const typescriptFiles = [
  'src/**/*.ts',
  'e2e/**/*.ts',
  'bench/**/*.ts',
  'testing/**/*.ts',
  '*.config.ts',
]

/**
 * Raw Electron messaging has one wrapper a side, which checks senders and payloads; nothing else
 * may reach for it.
 */
const rawMessaging = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer', 'contextBridge'],
  message: 'Use the typed wrappers in src/main/ipc or src/preload.',
}

/** The layer kinds, as their definitions name them. */
const LAYERS = new URL('./src/shared/layers/', import.meta.url)
const kinds = readdirSync(LAYERS)
  .filter((file) => /^[\w-]+\.ts$/.test(file))
  .flatMap((file) =>
    [...readFileSync(new URL(file, LAYERS), 'utf8').matchAll(/kind: z\.literal\('(\w+)'\)/g)].map(
      ([, kind]) => kind,
    ),
  )

/**
 * What a layer kind is stands in its definition. Code that asks for a kind by name would be silent
 * when a kind is added, so it asks for a trait instead.
 */
const member = "MemberExpression[property.name='kind']"
const isKind = `:matches(${member}, ChainExpression:has(> ${member}), Identifier[name='kind'])`
const isKindsName = `Literal[value=/^(${kinds.join('|')})$/]`
const namedKinds = [
  `BinaryExpression[operator=/^[!=]==?$/]:has(> ${isKind}):has(> ${isKindsName})`,
  `SwitchStatement:has(> ${isKind}.discriminant) > SwitchCase > ${isKindsName}`,
  `CallExpression[callee.property.name='includes'] > MemberExpression > ArrayExpression > ${isKindsName}`,
  `NewExpression[callee.name='Set'] > ArrayExpression > ${isKindsName}`,
].map((selector) => ({
  selector,
  message: 'Ask for a trait of the layer (src/shared/layers/definition.ts), not for its kind.',
}))

const typedRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // Structural typing is what lets tests and adapters stand in for a class.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // A type parameter that only names the result reads better than a cast at every call.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // `type` and `interface` both have their place: unions and inferred schemas are types, records
  // that people read are interfaces.
  '@typescript-eslint/consistent-type-definitions': 'off',
}

export default tseslint.config(
  {
    ignores: [
      'out/',
      'node_modules/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'resources/default-app/',
      '**/*.py',
      '**/proto/*_pb.ts',
    ],
  },

  {
    files: typescriptFiles,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...typedRules,
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },

  // Single-file components: the parser can't give every template expression a type in affordable
  // time; vue-tsc checks them.
  {
    files: ['src/**/*.vue'],
    extends: [tseslint.configs.strict, vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // TypeScript itself knows what is defined.
      'no-undef': 'off',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      // Layout of tags is a matter of line length, which no rule here decides.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
    },
  },

  // A view imports components, whose type the plain TypeScript program can't see.
  {
    files: ['src/renderer/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },

  {
    files: ['src/**/*.{ts,vue}'],
    rules: {
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'no-restricted-imports': ['error', { paths: [rawMessaging] }],
      'no-restricted-properties': [
        'error',
        {
          property: 'issues',
          message: 'checkValue of shared/schema-fault says what a schema refuses in our own words.',
        },
      ],
    },
  },
  // A layer kind is one definition. Its other sides may name it: TensorFlow's, and those of other
  // tools' files.
  {
    files: ['src/**/*.{ts,vue}', 'bench/**/*.ts', 'e2e/**/*.ts'],
    ignores: [
      'src/shared/layers/**',
      'src/engine/layers/**',
      'src/engine/**/{to,from}-{keras,onnx}/**',
      // The rule is about softmax and nothing else.
      'src/shared/model/lint/double-softmax.ts',
      '**/*.test.ts',
      '**/testing/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...namedKinds] },
  },
  {
    files: ['src/**/*.vue'],
    rules: { 'vue/no-restricted-syntax': ['error', ...namedKinds] },
  },
  { files: ['src/shared/schema-fault.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The wrappers themselves.
  {
    files: ['src/main/ipc/**/*.ts', 'src/main/ipc.ts', 'src/preload/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },

  // A test may reach into a value that it has just made, and fake what a type would ask in full.
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  // Commands print; that is what they are for.
  { files: ['bench/**/*.ts', 'e2e/**/*.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },

  {
    files: ['**/*.{mjs,cjs,js}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-undef': 'error',
    },
  },
)

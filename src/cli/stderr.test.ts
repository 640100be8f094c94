import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'convscope-stderr-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * The command in a separate process: the output of the library and of Node does not pass through a
 * test's streams.
 */
function convscope(words: readonly string[], env: Record<string, string> = {}) {
  const { TF_CPP_MIN_LOG_LEVEL: _, ...inherited } = process.env
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/index.ts', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...inherited,
      // tsx finds the aliases of imports there.
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.node.json'),
      CONVSCOPE_DATA: join(folder, 'data'),
      ...env,
    },
  })
}
const PREDICT = ['predict', 'bundled:lenet', 'resources/samples/ankle-boot.png']
const STEP = ['--limit-train', '256', '--limit-test', '50', '--epochs', '1']

describe('stderr of a command', () => {
  it.each<[words: readonly string[], own: RegExp]>([
    [['summary', 'lenet'], /^$/],
    [PREDICT, /^$/],
    [
      ['train', 'lenet', ...STEP, '--mode', 'eager', '--out', join(folder, 'run')],
      /^(A part of the (training|test) pictures .*\n){2}Training in .*\n(\r?(epoch 1\/1 .*|The gradient shrinks .*|\s*)\n?)*$/,
    ],
  ])('%j: our own lines and nothing else', (words, own) => {
    const { status, stderr } = convscope(words)
    expect(stderr).toMatch(own)
    expect(status).toBe(0)
  })

  it.each<[what: string, env: Record<string, string>, said: RegExp]>([
    ['an error', { TF_OVERRIDE_GLOBAL_THREADPOOL: 'x' }, /^E\d{4} .*Failed to parse/m],
    [
      'a warning that was asked for',
      { TF_CPP_MIN_LOG_LEVEL: '1', TF_ENABLE_ONEDNN_OPTS: 'maybe' },
      /^W\d{4} .*TF_ENABLE_ONEDNN_OPTS is not set to/m,
    ],
    ['everything that was asked for', { TF_CPP_MIN_LOG_LEVEL: '0' }, /^I\d{4} .*oneDNN/m],
  ])('still has %s of TensorFlow', (_, env, said) => {
    const { status, stderr } = convscope(PREDICT, env)
    expect(stderr).toMatch(said)
    expect(status).toBe(0)
  })
})

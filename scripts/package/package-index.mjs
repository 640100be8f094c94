import { execute } from '../setup/lib/command.mjs'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'
import { pythonWithPip } from '../setup/lib/pip.mjs'

const ASK = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'

/**
 * The address of PyPI's index, as pip itself knows it, not as this machine's settings change it: an
 * installed app, which has no pip, asks there for TensorFlow's wheel, unless the user's own pip
 * settings name another index.
 */
export async function packageIndex(ctx) {
  const [program, ...args] = await pythonWithPip(ctx)
  const { code, output } = await execute(program, [...args, '-c', ASK])
  const address = output.trim().split('\n').at(-1) ?? ''
  if (code === 0 && /^https:\/\/\S+$/.test(address)) return address
  throw new SetupFailure(
    `pip did not say where PyPI's index is: ${address}`,
    'install a current pip',
  )
}

/**
 * The command for npm: the npm that runs this script, where there is one; on Windows npm is a
 * script that only a shell or node can start.
 */
export function npmCommand(env = process.env) {
  if (/[\\/]npm-cli\.js$/.test(env.npm_execpath ?? '')) return [process.execPath, env.npm_execpath]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

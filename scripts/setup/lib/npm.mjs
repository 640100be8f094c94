/** How npm is started: the one that runs us, when there is one; on Windows npm is a script that only a shell or node can start. */
export function npmCommand(env = process.env) {
  if (env.npm_execpath?.endsWith('.js')) return [process.execPath, env.npm_execpath]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

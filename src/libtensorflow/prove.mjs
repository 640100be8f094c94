/**
 * For a Node process of its own, because a broken library kills its process: loads the binding of
 * its first argument and prints `{"version", "gpu"}`.
 */
export const PROBE = `
const binding = require(process.argv[1])
console.log(JSON.stringify({ version: binding.TF_Version, gpu: binding.isUsingGpuDevice() }))`

/** What the probe prints, or undefined where it did not come so far. */
export function probeAnswer(output) {
  const line = output.split('\n').findLast((text) => text.startsWith('{"version"'))
  return line === undefined ? undefined : JSON.parse(line)
}

/**
 * The warnings and errors of TensorFlow's log (`E0000 00:00:17.6 pid file.cc:52] text`), as one
 * sentence.
 */
export function complaints(output) {
  const lines = output.split('\n').filter((text) => !text.startsWith('{"version"'))
  const text = lines.join('\n')
  const found = [...text.matchAll(/^[WE]\d{4} .*?\] (.+)$/gm)].map(([, said]) => said)
  return (
    (found.length ? found.slice(-2).join('; ') : (text.trim().split('\n').at(-1) ?? '')) ||
    'it printed nothing'
  )
}

/**
 * `npx convscope doctor [--json]`: the state of this checkout and machine, and the commands that
 * fix what is missing. Exit status 0 when nothing is missing, otherwise 1.
 */
import { createContext } from './setup/lib/context.mjs'
import { diagnose } from './setup/lib/diagnosis.mjs'
import { megabytes } from './setup/lib/report.mjs'

const rows = (entries) => entries.map(([name, value]) => `  ${name.padEnd(18)} ${value}`).join('\n')
const gigabytes = (bytes) => (bytes ? ` · ${(bytes / 2 ** 30).toFixed(1)} GiB` : '')

function datasetLine({ id, state, bytes, note }) {
  const fix =
    state === 'ready'
      ? ''
      : ` · npx convscope datasets ${state === 'damaged' ? 'verify' : 'fetch'} ${id}`
  return [id, `${state}${bytes ? ` · ${megabytes(bytes)}` : ''}${note ? ` · ${note}` : ''}${fix}`]
}

function print({ versions, note, devices, engineDevices, paths, datasets, components, missing }) {
  const electron =
    versions.electron === versions.electronWanted
      ? versions.electron
      : `${versions.electron ?? 'missing'} (wanted: ${versions.electronWanted})`
  const tensorflow = `${versions.tensorflow ?? 'missing'}${versions.tensorflowVariant ? ` (${versions.tensorflowVariant})` : ''}`
  const versionRows = [
    ['Convscope', versions.convscope],
    ['Node', versions.node],
    ['npm', versions.npm ?? 'missing'],
    ['Electron', electron],
    ['tfjs-node', versions.tfjs ?? 'missing'],
    ['TensorFlow', tensorflow],
  ]
  const deviceRows = devices.map(({ type, name, cores, memoryBytes, driver }) => [
    type,
    `${name}${cores ? ` · ${cores} cores` : ''}${gigabytes(memoryBytes)}${driver ? ` · driver ${driver}` : ''}`,
  ])
  const used =
    engineDevices.map((device) => `${device.type} ${device.name}`).join(', ') ||
    'unknown: the engine does not answer'
  const sections = [
    ['Versions', versionRows],
    ['Devices', [...deviceRows, ['used by the engine', used]]],
    ['Places', Object.entries(paths)],
    [
      'Data sets',
      datasets.length ? datasets.map(datasetLine) : [['', 'unknown: the engine does not answer']],
    ],
    [
      'Set-up',
      components.map(({ title, ok, detail }) => [title, `${ok ? 'ok' : 'MISSING'} · ${detail}`]),
    ],
  ]
  for (const [title, entries] of sections) console.log(`${title}\n${rows(entries)}\n`)
  if (note) console.log(`Note: ${note}\n`)
  console.log(
    missing.length
      ? `Missing\n${rows(missing.map(({ id, fix }) => [id, fix]))}`
      : 'Everything is fine.',
  )
}

const report = await diagnose(createContext())
if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2))
else print(report)
process.exitCode = report.ok ? 0 : 1

import { join } from 'node:path'
import { readJson, writeJson } from '../../src/libtensorflow/files.mjs'
import { NODE_VERSION } from './node-runtime.mjs'

/** Packages that are bundled into the built files: those that package-lock.json calls development. */
const BUILD_ONLY =
  /^(@types\/|eslint|prettier|typescript|vitest|playwright|@playwright\/|@axe-core|knip|dependency-cruiser|electron|@electron\/|tsx|vite|@vitejs\/|vue-tsc|vue-eslint|fast-check|happy-dom|globals|node-api-headers|tar$)/

const component = (name, version, licence, type = 'library') => ({
  type,
  name,
  version,
  ...(type === 'library' && { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` }),
  ...(licence && { licenses: [{ license: { name: licence } }] }),
})

/**
 * A software bill of materials of the package (CycloneDX 1.6).
 * @param {string[]} folders of the npm packages that lie in it as files
 */
export function billOfMaterials({ root, version, electron }, folders) {
  const manifest = readJson(join(root, 'package.json'))
  const bundled = Object.keys(manifest.devDependencies)
    .filter((name) => !BUILD_ONLY.test(name))
    .map((name) => join(root, 'node_modules', name))
  const packages = [...new Set([...folders, ...bundled])]
    .map((folder) => readJson(join(folder, 'package.json')))
    .filter((found) => found?.name && found.version)
    .map(({ name, version: its, license }) =>
      component(name, its, typeof license === 'string' ? license : undefined),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component('convscope', version, 'MIT', 'application') },
    components: [
      component('electron', electron.version, 'MIT', 'framework'),
      component('node', NODE_VERSION, 'MIT', 'platform'),
      ...packages,
    ],
  }
}

export async function writeBill(packaging, folders) {
  const file = join(packaging.output, `${packaging.name}-${packaging.version}.cdx.json`)
  await writeJson(file, billOfMaterials(packaging, folders))
  return file
}

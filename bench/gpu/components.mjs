import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The components of a bundle, packed separately so that each can be left out.
 * @typedef {object} Component
 * @property {string} name of its parts
 * @property {string} group `nvidia` for what a machine with CUDA's Python packages has already
 * @property {string} folder where its paths begin
 * @property {readonly string[]} paths as they lie in the unpacked bundle
 */

/** @returns {Component[]} */
export function componentsOf({ staging, cuda, cache }) {
  const libraries = readdirSync(join(cuda, 'tensorflow')).filter((name) =>
    /^libtensorflow|\.node$/.test(name),
  )
  return [
    { name: 'node', group: 'program', folder: staging, paths: ['node'] },
    { name: 'bench', group: 'program', folder: staging, paths: ['bench'] },
    { name: 'data', group: 'program', folder: cache, paths: ['datasets/fashion-mnist'] },
    {
      name: 'tensorflow',
      group: 'program',
      folder: cuda,
      paths: libraries.map((name) => `tensorflow/${name}`),
    },
    ...readdirSync(join(cuda, 'nvidia')).map((name) => ({
      name,
      group: 'nvidia',
      folder: cuda,
      paths: [`nvidia/${name}`],
    })),
  ]
}

/**
 * How libtensorflow gets from wheels onto a machine: shared by the set-up of a checkout, which runs
 * before any package is there, and the engine of an installed app.
 */
export { fileDigest, writeJson } from './files.mjs'
export { complaints, PROBE, probeAnswer } from './prove.mjs'
export { isComplete, unpackLibtensorflow } from './unpack.mjs'
export { hasDriverFiles, spaceOf, TENSORFLOW_VERSION, wheelsOf } from './wheels.mjs'

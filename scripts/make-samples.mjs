/**
 * Writes the sample pictures in resources/samples from the cached Fashion-MNIST, in the order of
 * how sure the bundled model is of their class, by the built command line:
 *   npx convscope datasets fetch fashion-mnist && node scripts/make-samples.mjs
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { cacheFolder, projectRoot } from './setup/lib/paths.mjs'

const SIDE = 28
const LARGE = 280
const target = join(projectRoot, 'resources', 'samples')
const cache = join(cacheFolder(), 'datasets', 'fashion-mnist')
const { classes } = JSON.parse(readFileSync(join(cache, 'manifest.json'), 'utf8'))
const labels = readFileSync(join(cache, 'test-labels.bin'))
const images = readFileSync(join(cache, 'test-images.bin'))

/** The first test picture of a class: it is not a selected example. */
function first(name) {
  const index = labels.indexOf(classes.indexOf(name))
  return { index, pixels: images.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE) }
}

/** Bilinear, so that the larger picture has soft edges like a photo. */
function enlarge(pixels) {
  const large = new Float64Array(LARGE * LARGE)
  const at = (row, column) =>
    pixels[Math.min(SIDE - 1, Math.max(0, row)) * SIDE + Math.min(SIDE - 1, Math.max(0, column))]
  for (let row = 0; row < LARGE; row++) {
    for (let column = 0; column < LARGE; column++) {
      const [y, x] = [((row + 0.5) * SIDE) / LARGE - 0.5, ((column + 0.5) * SIDE) / LARGE - 0.5]
      const [top, left] = [Math.floor(y), Math.floor(x)]
      const [dy, dx] = [y - top, x - left]
      large[row * LARGE + column] =
        (1 - dy) * ((1 - dx) * at(top, left) + dx * at(top, left + 1)) +
        dy * ((1 - dx) * at(top + 1, left) + dx * at(top + 1, left + 1))
    }
  }
  return large
}

/** What the bundled model gives the true class of each picture. */
function confidences(samples) {
  const paths = samples.map(({ name }) => join(target, `${fileName(name)}.png`))
  const answer = execFileSync(
    process.execPath,
    [join(projectRoot, 'bin/convscope.mjs'), 'predict', 'bundled:lenet', ...paths, '--json'],
    { encoding: 'utf8' },
  )
  const { images } = JSON.parse(answer.trim().split('\n').at(-1))
  return images.map(
    ({ predictions }, i) =>
      predictions.find(({ label }) => label === samples[i].name)?.probability ?? 0,
  )
}

const write = (name, image) =>
  writeFileSync(join(target, `${name}.png`), encode(image, { zlib: { level: 9 } }))
const fileName = (name) => name.replace(/[^\w]+/g, '-')

mkdirSync(target, { recursive: true })
const samples = ['ankle boot', 'pullover', 'trouser', 'dress', 'sandal', 'bag'].map((name) => ({
  name,
  ...first(name),
}))
for (const { name, pixels } of samples)
  write(fileName(name), { width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(pixels) })
// The app opens with the picture that the model knows best, followed by the one that it knows
// least, to show that networks also make mistakes.
const sure = confidences(samples)
const byConfidence = [...samples.keys()].sort((a, b) => sure[b] - sure[a])
const order = [...byConfidence.slice(0, 1), ...byConfidence.slice(-1), ...byConfidence.slice(1, -1)]
for (const i of order) {
  const { name, index } = samples[i]
  console.log(
    `${fileName(name)}.png: test picture ${index}, ${name}; the bundled model gives its class ${(100 * sure[i]).toFixed(1)} %`,
  )
}
const listed = order.map((i) => ({ name: fileName(samples[i].name), label: samples[i].name }))
const enlarged = [
  { name: 'ankle-boot-on-white', label: 'ankle boot' },
  { name: 't-shirt-in-colour', label: 't-shirt' },
]
writeFileSync(join(target, 'order.json'), `${JSON.stringify([...listed, ...enlarged], null, 1)}\n`)

// Like a photo on white paper: dark on light, grey; the network needs it inverted.
const boot = enlarge(first('ankle boot').pixels)
write('ankle-boot-on-white', {
  width: LARGE,
  height: LARGE,
  channels: 1,
  data: Uint8Array.from(boot, (value) => 255 - Math.round(value)),
})

// In colour: a dark blue on white, the deeper the brighter the original is.
const INK = [24, 52, 128]
const shirt = enlarge(first('t-shirt').pixels)
const coloured = new Uint8Array(LARGE * LARGE * 3).map((_, i) =>
  Math.round(255 + ((INK[i % 3] - 255) * shirt[Math.floor(i / 3)]) / 255),
)
write('t-shirt-in-colour', { width: LARGE, height: LARGE, channels: 3, data: coloured })
console.log('ankle-boot-on-white.png and t-shirt-in-colour.png: enlarged')

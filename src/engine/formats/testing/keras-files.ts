import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file that `make-keras.py` wrote. */
export const kerasFile = (name: string): string => join(__dirname, 'keras', name)

interface Answer {
  readonly input: readonly number[]
  readonly output: readonly number[]
}

/** A picture and Keras's answer to it, by the model's name and the Keras that made it. */
export const kerasAnswer = (name: string): Answer =>
  JSON.parse(readFileSync(kerasFile(`${name}.json`), 'utf8')) as Answer

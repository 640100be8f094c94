import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { AppError } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { OPERATION_FIELDS, OPERATION_IDS, OPERATIONS, type OperationId } from '@shared/operations'
import { Argument } from 'commander'
import type { Operation } from '../../engine/operations'
import type { Context, RegisterCommand } from '../command'

const MAX_INPUT_CHARACTERS = 256 * 1024 * 1024

const FIELD_ROWS = Object.entries(OPERATION_FIELDS).map(([name, takes]) => [name, takes] as const)
const widest = (rows: readonly (readonly [string, string])[]): number =>
  Math.max(...rows.map(([name]) => name.length))

/** Two columns, indented. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = widest(rows)
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n')
}

const HELP = `
Operations:
${columns(OPERATIONS.map(({ id, summary }) => [id, summary]))}

Each reads a JSON object on stdin and prints {"output", "shape"}. Fields, where an operation has them:
${columns(FIELD_ROWS)}
output-shape also takes sizes in place of arrays: {"input": [8, 8], "kernel": [3, 3], "padding": 1}.

Example:
  echo '{"input": [[0,1,2],[3,4,5],[6,7,8]], "kernel": [[0,1],[2,3]]}' | convscope op cross-correlation`

async function readAll(stream: Readable): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    text += String(chunk)
    if (text.length > MAX_INPUT_CHARACTERS)
      throw new AppError(
        'too-large',
        `The input is longer than ${MAX_INPUT_CHARACTERS} characters.`,
      )
  }
  return text
}

function parse(text: string): unknown {
  if (text.trim() === '')
    throw new AppError(
      'invalid-argument',
      'There is nothing on stdin; give a JSON object such as {"input": [[…]], …}.',
    )
  try {
    return parseJson(text)
  } catch (thrown) {
    throw new AppError(
      'invalid-argument',
      `Not valid JSON on stdin: ${AppError.from(thrown).message}`,
    )
  }
}
const compute = (operation: Operation, text: string): unknown => operation.run(parse(text))

/**
 * One document a line in, one result or error a line out, in the same order; an error says which
 * line it is about. 1 if any line failed.
 */
async function computeLines({ output, terminal }: Context, operation: Operation): Promise<number> {
  let [line, failures] = [0, 0]
  for await (const text of createInterface({ input: terminal.stdin, crlfDelay: Infinity })) {
    line++
    if (text.trim() === '') continue
    try {
      output.document(compute(operation, text))
    } catch (thrown) {
      failures++
      output.document({ error: AppError.from(thrown).toData(), line })
    }
  }
  return failures === 0 ? 0 : 1
}

/** `convscope op`: the chapter's operations on numbers from stdin. */
export const op: RegisterCommand = (program, act) => {
  program
    .command('op')
    .description('compute an operation of the chapter on numbers from stdin')
    .addArgument(new Argument('<operation>').choices(OPERATION_IDS))
    .option('--lines', 'one JSON document a line in, one result a line out')
    .addHelpText('after', HELP)
    .action(
      act(async (context, id: OperationId, options: { lines?: boolean }) => {
        const { OPERATIONS: computed } = await import('../../engine/operations')
        const operation = computed[id]
        if (options.lines) return computeLines(context, operation)
        context.output.document(compute(operation, await readAll(context.terminal.stdin)))
        return 0
      }),
    )
}

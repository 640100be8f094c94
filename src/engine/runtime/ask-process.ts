import { AppError, type ErrorData, type Phrase } from '@shared/errors'
import { cancelled, checkCancelled } from './faults'
import { endOf, forkWorker, sendToParent } from './own-process'

/** What a process says that was started for one answer. */
type FromProcess<Answer> =
  | { readonly type: 'step'; readonly done: number }
  | { readonly type: 'end'; readonly answer: Answer }
  | { readonly type: 'error'; readonly error: ErrorData }

interface AskOptions {
  readonly signal?: AbortSignal | undefined
  /** Is told of the work that is done. */
  readonly onStep?: (done: number) => void
  /** Why there is no answer if the process ends without one, which it did as `how` says. */
  readonly ended: (how: string) => Phrase
}

/**
 * Asks a built worker in a process of its own, which is ended with the answer, the error or the
 * call. The worker answers by {@link answerParent}.
 * @throws AppError `cancelled`, `internal` if the process ends, and any error of the worker
 */
export async function askProcess<Answer>(
  workerFile: string,
  question: object,
  { signal, onStep, ended }: AskOptions,
): Promise<Answer> {
  checkCancelled(signal)
  const worker = forkWorker(workerFile)
  try {
    return await new Promise<Answer>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(cancelled()), { once: true })
      worker.on('message', (message: FromProcess<Answer>) => {
        if (message.type === 'end') return resolve(message.answer)
        if (message.type === 'error') return reject(AppError.fromData(message.error))
        onStep?.(message.done)
      })
      worker.on('error', (error) => reject(AppError.from(error)))
      worker.on('exit', (code, killed) =>
        reject(new AppError('internal', ended(endOf(code, killed)))),
      )
      worker.send(question)
    })
  } finally {
    worker.kill('SIGKILL')
  }
}

/**
 * The whole of such a worker: it answers one question of {@link askProcess} and ends, also when the
 * process that asked ends.
 */
export function answerParent<Question, Answer>(
  answer: (question: Question, onStep: (done: number) => void) => Promise<Answer>,
): void {
  const send = (message: FromProcess<Answer>): void => sendToParent(message)
  process.on('disconnect', () => process.exit())
  process.once('message', (question: Question) => {
    answer(question, (done) => send({ type: 'step', done }))
      .then((found) => send({ type: 'end', answer: found }))
      .catch((thrown: unknown) => send({ type: 'error', error: AppError.from(thrown).toData() }))
      .finally(() => process.disconnect())
  })
}

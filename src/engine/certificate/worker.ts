import { AppError } from '@shared/errors'
import { sendToParent } from '../runtime/own-process'
import type { FromVerification } from './in-process'
import { verify } from './verify'

/** Entry of the process that opens an export again. It ends after that, or when the engine ends. */
const send = (message: FromVerification): void => sendToParent(message)

process.on('disconnect', () => process.exit())
process.once('message', ({ path }: { readonly path: string }) => {
  verify({ path })
    .then((verification) => send({ type: 'end', verification }))
    .catch((thrown: unknown) => send({ type: 'error', error: AppError.from(thrown).toData() }))
    .finally(() => process.disconnect())
})

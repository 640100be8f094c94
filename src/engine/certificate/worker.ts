import { answerParent } from '../runtime/ask-process'
import { verify } from './verify'

/** Entry of the process that opens an export again. */
answerParent(({ path }: { readonly path: string }) => verify({ path }))

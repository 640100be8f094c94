import { measureInProcess } from '../../measure/in-process'
import { holdDraft, readNetworkText, saveNetwork } from '../../models'
import { forget } from '../../models/catalogue'
import type { Parts } from '../parts'
import type { Area } from './area'

export const builderHandlers = ({ hub, jobs, tokens }: Parts): Area<'builder'> => ({
  'builder.save': async ({ spec, model }) => {
    const entry = await saveNetwork(spec, model)
    forget(entry.ref)
    hub.emit('models.changed', {})
    return entry
  },
  'builder.draft': ({ spec }) => {
    const { entry, changed } = holdDraft(spec)
    if (changed) {
      forget(entry.ref)
      hub.emit('models.changed', {})
    }
    return Promise.resolve(entry)
  },
  'builder.read': async ({ token }) => readNetworkText(await tokens.resolve(token)),
  'builder.measure': (options, context) =>
    jobs.run(options.spec.name, () => measureInProcess(options, context)),
})

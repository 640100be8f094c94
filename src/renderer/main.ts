import '@shared/jitless'
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createEngineClient } from '@shared/rpc'
import App from './App.vue'
import { installApi } from './api'
import { createEngineLink } from './api/link'
import { requestPort } from './api/port'
import { i18n, t } from './i18n'
import { useDatasets } from './stores/datasets'
import { useEngine } from './stores/engine'
import { useMessages } from './stores/messages'
import { useModels } from './stores/models/models'
import { useReturning } from './stores/returning'
import { useRunTracks } from './stores/runs/tracks'
import { useSettings } from './stores/settings'
import { useWorkbench } from './stores/workbench'
import { views } from './views'

async function start(): Promise<void> {
  const bridge = window.convscope
  const app = createApp(App).use(createPinia()).use(i18n)
  const messages = useMessages()
  const link = createEngineLink(
    async () => createEngineClient(await requestPort(bridge)),
    (error) => messages.fail(t('frame.engine.noAnswer', { message: error.message })),
  )
  installApi({ desktop: bridge, engine: link })

  // Before the port opens, so that no event of the first connection is missed.
  useEngine().load()
  useDatasets().load()
  useModels().load()
  useRunTracks().load()
  useReturning().load()
  bridge.on('engine.status', (status) => link.follow(status))

  await messages.attempt(async () => {
    await useSettings().load()
    useWorkbench().view = useSettings().settings.view
    await Promise.all(views.map(async ({ restore }) => restore?.()))
    const status = await bridge.call('engine.status', {})
    useEngine().status = status
    link.follow(status)
  })
  app.mount('#app')
}

if ('convscope' in window) void start()
else document.body.textContent = t('frame.fatal.noBridge')

// An empty window of Electron's Chromium, for pages that are not the app's.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => new BrowserWindow({ show: true }).loadURL('about:blank'))
app.on('window-all-closed', () => app.quit())

import { browserPort, type Port } from '../port'

/** Two connected ports. */
export function portPair(): readonly [Port, Port] {
  const { port1, port2 } = new MessageChannel()
  return [browserPort(port1), browserPort(port2)]
}

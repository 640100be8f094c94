/** The most bytes of a model.json, which has no weights; VGG-16's has 20 KB. */
export const TOPOLOGY_LIMIT = 16 * 1024 * 1024
/** Bytes of one weight file, small enough for a web server's cache (tfjs's own convention). */
export const SHARD_BYTES = 4 * 1024 * 1024

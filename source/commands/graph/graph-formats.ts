/** What `faasr-tui graph` can print. */
export const graphFormats = ['ascii', 'mermaid', 'dot', 'json'] as const;

export type GraphFormat = typeof graphFormats[number];

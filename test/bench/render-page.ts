import os from 'node:os';
import process from 'node:process';
import {renderMarkdown} from './render-table.js';
import {type MeasuredRow} from './row.js';

/** `docs/performance.md`: what was measured last, and on which machine. */
export const renderPage = (rows: readonly MeasuredRow[]): string => `# Performance

What \`npm run bench -- --write\` measured last, in one run: ${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.versions.node}, ${os.type()}.

Each figure is a ratio or a count, so that it holds on any machine. Times are compared with a baseline that is measured in turn with them; a ratio is the median over the rounds. \`npm run bench -- NAME\` measures one row with its parts.

${renderMarkdown(rows)}
`;

import {type KeptLine} from './log-entry.js';
import {type LogLines} from './run-store.js';

/** The lines of some nodes that are in memory, the oldest first. */
export function * readNodeLines(lines: LogLines, nodes: ReadonlySet<string>): Generator<KeptLine> {
	for (let number = lines.getFirst(); number < lines.getEnd(); number++) {
		const line = lines.at(number);
		if (line !== undefined && nodes.has(line.node)) {
			yield line;
		}
	}
}

/** The same, the newest first. */
export function * readNodeLinesBack(lines: LogLines, nodes: ReadonlySet<string>): Generator<KeptLine> {
	for (let number = lines.getEnd() - 1; number >= lines.getFirst(); number--) {
		const line = lines.at(number);
		if (line !== undefined && nodes.has(line.node)) {
			yield line;
		}
	}
}

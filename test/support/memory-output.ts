import {type Output} from '../../source/ports/output.js';
import {waitUntil} from './processes.js';

export type MemoryOutput = Output & {
	/** All that was written. */
	readonly read: () => string;
	/** Resolves once it has the text. */
	readonly waitFor: (text: string) => Promise<void>;
};

/** An output that keeps what is written. */
export const createMemoryOutput = (changes: Partial<Output> = {}): MemoryOutput => {
	let text = '';
	return {
		write(chunk) {
			text += chunk;
		},
		isTty: false,
		columns: 80,
		rows: 24,
		hasColor: false,
		...changes,
		read: () => text,
		waitFor: async wanted => waitUntil(() => text.includes(wanted), () => text),
	};
};

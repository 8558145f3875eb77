import {type RunState} from '../../core/run/run-state.js';
import {getProgress} from '../run/run-progress.js';
import {passThrough} from '../frame/terminal/passthrough.js';

type Environment = Readonly<Record<string, string | undefined>>;

const isAtLeast = (version: string | undefined, wanted: readonly number[]): boolean => {
	const parts = (version ?? '').split('.').map(part => Math.max(0, Number.parseInt(part, 10)));
	const different = wanted.findIndex((number, index) => (parts[index] ?? 0) !== number);
	return different === -1 || (parts[different] ?? 0) > (wanted[different] ?? 0);
};

/**
Tells whether a terminal is known to show progress for OSC 9;4. Others take OSC 9 for a message to show the user, so it is
not sent to strangers: Windows Terminal, ConEmu, WezTerm, Ghostty, iTerm2 from 3.6.6 on, VTE from 0.79 on. Inside tmux and
GNU screen nobody knows which terminal is around them.
*/
export const showsProgress = (env: Environment): boolean => {
	if (Boolean(env['TMUX']) || Boolean(env['STY'])) {
		return false;
	}

	const program = env['TERM_PROGRAM'] ?? '';
	return Boolean(env['WT_SESSION'])
		|| env['ConEmuANSI'] === 'ON'
		|| program === 'WezTerm'
		|| program === 'ghostty'
		|| (program === 'iTerm.app' && isAtLeast(env['TERM_PROGRAM_VERSION'], [3, 6, 6]))
		|| Number(env['VTE_VERSION'] ?? 0) >= 7900;
};

// ConEmu's OSC 9;4;state;percent: 0 takes the bar away, 1 is a share, 2 an error, 3 work without an end in sight, 4 a pause.
const removed = '0;0';

const describeProgress = (state: RunState): string => {
	const {nodeCount, settledCount} = getProgress(state);
	switch (state.outcome) {
		case 'RUNNING': {
			return settledCount === 0 ? '3;0' : `1;${Math.floor(100 * settledCount / Math.max(1, nodeCount))}`;
		}

		case 'FAILED':
		case 'TIMEOUT': {
			return '2;100';
		}

		case 'CANCELLED': {
			return '4;100';
		}

		case 'IDLE':
		case 'COMPLETED': {
			return removed;
		}
	}
};

/** Progress of the run in the terminal's tab or task bar. */
export type TabProgress = {
	readonly set: (state: RunState) => void;
	readonly remove: () => void;
};

/** Creates the way to the progress bar of the terminal's tab. */
export const createTabProgress = (stdout: {readonly write: (text: string) => unknown}, env: Environment): TabProgress => {
	let current = removed;
	const write = (next: string): void => {
		if (next !== current) {
			current = next;
			stdout.write(passThrough(`\u001B]9;4;${next}\u001B\\`, env));
		}
	};

	return {
		set(state) {
			write(describeProgress(state));
		},
		remove() {
			write(removed);
		},
	};
};

import {type RunState} from '../../core/run/run-state.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {getElapsedMs} from '../run/run-progress.js';
import {passThrough} from '../frame/terminal/passthrough.js';

/** What `--notify` takes. */
export const notifications = ['bell', 'osc9', 'none'] as const;

export type Notification = (typeof notifications)[number];

/** After a run that took no longer nobody has gone away (ms). */
const shortestWait = 30_000;

const outcomeWords: Readonly<Record<RunState['outcome'], string>> = {
	IDLE: 'has not run', RUNNING: 'runs', COMPLETED: 'completed', FAILED: 'failed', TIMEOUT: 'timed out', CANCELLED: 'was cancelled',
};

/** What to write when a run has ended, so that somebody who does not look notices: by default a bell after more than 30 seconds. */
export const renderEndNotification = (state: RunState, wanted: Notification | undefined, env: Readonly<Record<string, string | undefined>>, cleanText: (text: string) => string): string => {
	const elapsedMs = getElapsedMs(state, 0) ?? 0;
	switch (wanted ?? (elapsedMs > shortestWait ? 'bell' : 'none')) {
		case 'bell': {
			return '\u0007';
		}

		case 'osc9': {
			// Not a digit first: ConEmu's subcommands begin with one.
			const text = `faasr-tui: ${cleanText(state.workflow.name)} ${outcomeWords[state.outcome]} after ${formatDuration(elapsedMs)}`;
			return passThrough(`\u001B]9;${text}\u0007`, env);
		}

		case 'none': {
			return '';
		}
	}
};

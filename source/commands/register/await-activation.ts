import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type SendRequest} from '../../clouds/github/github-request.js';
import {type Clock} from '../../ports/clock.js';
import {type BranchState} from '../../clouds/github/register/inspect-branch.js';
import {describeBranch} from '../../clouds/github/register/registration-plan.js';
import {waitUntilActive, type Activation} from '../../clouds/github/register/wait-until-active.js';
import {type SignalSource} from '../../environment/process-events.js';

export type AwaitActivationOptions = {
	readonly targets: ReadonlyArray<{readonly state: BranchState; readonly send: SendRequest}>;
	/** For the command that looks again. */
	readonly documentPath: string;
	readonly clock: Clock;
	readonly signals: SignalSource | undefined;
	readonly write: (line: string) => void;
};

const shownCount = 3;

const count = (number: number): string => `${number} new workflow file${number === 1 ? '' : 's'}`;

const describePending = (pending: readonly string[]): string => {
	const shown = pending.slice(0, shownCount).join(', ');
	return pending.length > shownCount ? `${shown} and ${pending.length - shownCount} more` : shown;
};

/** One branch; gives what is not active in the end. */
const awaitBranch = async ({state, send}: AwaitActivationOptions['targets'][number], {clock, write}: AwaitActivationOptions, signal: AbortSignal): Promise<Activation> => {
	const place = describeBranch(state.plan);
	let hasWaited = false;
	const activation = await waitUntilActive(send, state, {clock, signal, onWait(pending) {
		hasWaited = true;
		write(`${place}: waiting for GitHub to pick up ${count(pending.length)}; Ctrl+C skips.`);
	}});
	if (!activation.isKnown) {
		write(`${place}: the token may not list workflow files, or GitHub did not answer, so it is unknown whether the new ones can be started already.`);
	} else if (hasWaited && activation.pending.length === 0) {
		write(`${place}: all of them are active.`);
	}

	return activation;
};

/** Waits until what was registered can be started, and resolves with the exit code; throws a `FaasrTuiError` that names what GitHub has not taken up. */
export const awaitActivation = async (options: AwaitActivationOptions): Promise<number> => {
	const {targets, documentPath, signals} = options;
	const forceExit = new AbortController();
	let stoppedBy: StopSignal | undefined;
	const stopListening = signals?.onSignal(name => {
		stoppedBy ??= name;
		forceExit.abort(new Error(`${name} while waiting`));
	});
	try {
		const pending: string[] = [];
		for (const target of targets) {
			const activation = await awaitBranch(target, options, forceExit.signal);
			pending.push(...activation.isKnown ? activation.pending : []);
		}

		if (pending.length > 0 && stoppedBy === undefined) {
			throw new FaasrTuiError(`GitHub cannot start ${count(pending.length)} yet: ${describePending(pending)}. They are committed.`, {
				code: 'unreachable', hint: `Wait a minute, then look with "faasr-tui doctor ${documentPath}".`,
			});
		}

		if (pending.length > 0) {
			options.write(`Not waiting any more for ${describePending(pending)}; "faasr-tui doctor ${documentPath}" looks again.`);
		}

		return decideExitCode({signal: stoppedBy});
	} finally {
		stopListening?.();
	}
};

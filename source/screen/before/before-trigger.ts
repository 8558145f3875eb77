import {createListeners} from '../../ports/listeners/create-listeners.js';

/** One thing that a run depends on, as it was found. */
export type BeforeCheck = {
	readonly status: 'ok' | 'warning' | 'failed';
	/** One sentence. */
	readonly message: string;
	readonly hint?: string;
};

/** What is known before a workflow is triggered. */
export type BeforeReport = {
	/** What `validate` warns of. */
	readonly warnings: ReadonlyArray<{readonly message: string; readonly hint?: string}>;
	readonly checks: readonly BeforeCheck[];
	/** More checks are under way. */
	readonly isChecking: boolean;
};

/** What is known before a trigger, growing as checks come in. Fits React's `useSyncExternalStore`. */
export type BeforeTrigger = {
	readonly getSnapshot: () => BeforeReport;
	readonly subscribe: (onChange: () => void) => () => void;
};

export type BeforeTriggerOptions = {
	readonly warnings: BeforeReport['warnings'];
	readonly checks: AsyncIterable<BeforeCheck>;
	/** What to say of checks that could not be made. */
	readonly describeError: (error: unknown) => string;
	/** Ends the collecting; what comes later is dropped. */
	readonly signal: AbortSignal;
};

/** Collects checks in the background. Nothing is thrown: checks that cannot be made are a warning among them. */
export const collectChecks = ({warnings, checks, describeError, signal}: BeforeTriggerOptions): BeforeTrigger => {
	const listeners = createListeners();
	let report: BeforeReport = {warnings, checks: [], isChecking: true};
	const change = (next: Partial<BeforeReport>): void => {
		report = {...report, ...next};
		listeners.call();
	};

	const collect = async (): Promise<void> => {
		try {
			for await (const check of checks) {
				if (signal.aborted) {
					return;
				}

				change({checks: [...report.checks, check]});
			}
		} catch (error) {
			if (!signal.aborted) {
				change({checks: [...report.checks, {status: 'warning', message: describeError(error)}]});
			}
		}

		change({isChecking: false});
	};

	void collect();
	return {
		getSnapshot: () => report,
		subscribe: listeners.add,
	};
};

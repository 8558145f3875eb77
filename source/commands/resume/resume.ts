import {renderPlanLines} from '../../core/run/describe-plan.js';
import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {isAtWork} from '../../core/run/is-at-work.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {requireDataFolder} from '../../clouds/local/require-data-folder.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {openSession} from '../run/open-session.js';
import {type RunOptions} from '../run/run-options.js';
import {run} from '../run/run.js';

/** Everything the resume command takes from outside. */
export type ResumeOptions = RunOptions & {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp: string | undefined;
	/** One function instead of all that failed: `fn`, or `fn(2)` for a rank. */
	readonly node: string | undefined;
	/** Shows the plan and does nothing. */
	readonly isDryRun: boolean;
};

/** A run whose end only the platform knows is decided within two polls. */
const verdictTimeoutMs = 35_000;

/** Waits for the verdict of a run, not for what its functions said last; unless it is seen to be at work: then there will be none soon. */
const attach = async (runner: WorkflowRunner, {invocationId, timestamp, clock}: ResumeOptions): Promise<void> => {
	await runner.attach({invocationId, timestamp, isQuiet: true});
	const since = clock.now();
	const waiting = new AbortController();
	const check = (): void => {
		const state = runner.store.getSnapshot();
		if (state.endedAt !== undefined || isAtWork(state, since)) {
			waiting.abort(new Error('decided or at work'));
		}
	};

	const stop = runner.store.subscribe(check);
	check();
	await Promise.race([
		runner.result(),
		Promise.allSettled([clock.sleep(verdictTimeoutMs, {signal: waiting.signal})]),
	]);
	stop();
	waiting.abort(new Error('decided'));
};

const select = ({node}: ResumeOptions): ResumeSelection => node === undefined ? {kind: 'failed'} : {kind: 'node', node};

/** Throws a `FaasrTuiError` that says what to do instead of a refused plan. */
const assertPossible = ({refusal, advice}: ResumePlan): void => {
	if (refusal !== undefined) {
		throw new FaasrTuiError(`The run cannot be resumed: ${refusal}.`, {code: 'usage', hint: advice});
	}
};

const showPlan = async (options: ResumeOptions): Promise<number> => {
	const {runner, mask} = await openSession({...options, isCi: true, isReading: true});
	try {
		await attach(runner, options);
		const plan = runner.planResume(select(options));
		assertPossible(plan);

		options.stdout.write(`${writePlan(plan, mask)}Dry run: nothing was done.\n`);
		return exitCodes.completed;
	} finally {
		await runner.cleanup();
	}
};

const writePlan = (plan: ResumePlan, mask: (text: string) => string): string =>
	renderPlanLines(plan).map(line => `${mask(sanitizeLine(line))}\n`).join('');

/** Resumes what failed of an invocation, or one function of it, and watches on; with `isDryRun` only shows what it would do. Resolves with the exit code. */
export const resume = async (options: ResumeOptions): Promise<number> => {
	if (options.isLocal) {
		// A folder that is made now has no run to resume.
		requireDataFolder(options.dataDir);
	}

	if (options.isDryRun) {
		return showPlan(options);
	}

	return run({
		...options,
		async begin(runner, say) {
			await attach(runner, options);
			const plan = runner.planResume(select(options));
			assertPossible(plan);

			for (const line of renderPlanLines(plan)) {
				say(line);
			}

			await runner.resume(plan.selection);
		},
	});
};

import {createMasker} from '../../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../../core/workflow/document-names.js';
import {listDocumentSecrets, listEnvironmentSecrets} from '../../clouds/credentials/known-secrets.js';
import {hasNoCredentials} from '../../clouds/credentials/find-credentials.js';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {listActionSecrets} from '../../clouds/local/job-environment.js';
import {localCloudLabel} from '../../clouds/local/local-cloud.js';
import {WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type SessionOptions} from './run-options.js';

/** A runner on the right cloud, opened, with a mask for every secret it knows: what every command that looks at runs works with. */
export type RunSession = {
	readonly runner: WorkflowRunner;
	readonly cloudLabel: string;
	/** True when the local cloud was chosen because no credential is set. */
	readonly isLocalByDefault: boolean;
	readonly isLocal: boolean;
	/** Functions run as processes of this program, and end with it; not so those that are only watched. */
	readonly endsWithUs: boolean;
	readonly mask: (text: string) => string;
	/** What the cloud was opened with: no other program needs it. */
	readonly credentialValues: readonly string[];
	/** Names of the variables the cloud was opened with, the token's first. */
	readonly credentialNames: readonly string[];
	/** What the user should know of the cloud, one sentence each: what a local one does not do, which variables another was opened with. */
	readonly limits: readonly string[];
};

/** The local cloud when asked for; without any credential also by default, but never silently in a pipeline. */
const chooseLocal = (options: SessionOptions): Pick<RunSession, 'isLocal' | 'isLocalByDefault' | 'endsWithUs'> => {
	if (options.isLocal) {
		return {isLocal: true, isLocalByDefault: false, endsWithUs: options.isReading !== true};
	}

	if (!hasNoCredentials(options.loaded.workflow.document, options)) {
		return {isLocal: false, isLocalByDefault: false, endsWithUs: false};
	}

	// A local cloud that is made now has no run to read.
	if (options.isCi || options.isReading === true) {
		const variables = 'Set GITHUB_TOKEN, GITHUB_REPOSITORY and the data store\'s keys in the environment or in .env';
		throw options.isReading === true
			? new FaasrTuiError('No credentials are set, so no run on GitHub Actions can be read.', {
				code: 'credentials', hint: `${variables}; for what a run on this machine has kept, add --local --data-dir FOLDER.`,
			})
			: new FaasrTuiError('No credentials are set, so the workflow cannot run on GitHub Actions.', {
				code: 'credentials', hint: `${variables}, or add --local to run on this machine.`,
			});
	}

	return {isLocal: true, isLocalByDefault: true, endsWithUs: true};
};

const createClosed = (options: SessionOptions, isLocal: boolean): WorkflowRunner => new WorkflowRunner({
	workflowFile: options.loaded.path,
	timeout: options.timeout,
	checkInterval: options.checkInterval,
	streamLogs: options.shouldStreamLogs,
	// The screen shows prints of this machine as they come; elsewhere R fetches them.
	runLogs: options.shouldReadRunLogs === true || (isLocal && !options.isCi),
	local: isLocal,
	keep: options.shouldKeep,
	readOnly: options.isReading ?? false,
	env: options.env,
	...(options.envFile && {envFile: options.envFile}),
	clock: options.clock,
	...(options.functionsDir !== undefined && {functionsDir: options.functionsDir}),
	...(options.dataDir !== undefined && {dataDir: options.dataDir}),
}, options.loaded);

/** Every secret there is, from now on kept out of the run's output and of what is written outside of the run. */
const createMask = ({workflow}: WorkflowRunner, {env, envFile = {}, rememberSecrets}: SessionOptions, secrets: readonly string[]): ((text: string) => string) => {
	const known = [...secrets, ...listEnvironmentSecrets(env), ...listEnvironmentSecrets(envFile), ...listDocumentSecrets(workflow.document)];
	const names = listDocumentNames(workflow.document);
	rememberSecrets?.(known, names);
	return createMasker(known, {names});
};

/** Creates the runner and opens its cloud. Throws a `FaasrTuiError` for a bad document or missing credentials. */
export const openSession = async (options: SessionOptions): Promise<RunSession> => {
	const choice = chooseLocal(options);
	const runner = createClosed(options, choice.isLocal);
	try {
		const {label, secrets, describe, credentialNames = []} = await runner.openCloud();
		return {
			runner, cloudLabel: label, ...choice, mask: createMask(runner, options, secrets), credentialValues: secrets, credentialNames, limits: describe?.() ?? [],
		};
	} catch (error) {
		await runner.cleanup();
		throw error;
	}
};

/** A session whose cloud may not be there yet: `open` starts what is left to start, and rejects as `openSession` does. */
export type OpeningSession = RunSession & {readonly open: () => Promise<void>};

/**
As `openSession`, but nobody waits for the local cloud, which takes longer to start than a screen.

Its own secrets are masked from the moment they exist.
*/
export const openScreenSession = async (options: SessionOptions): Promise<OpeningSession> => {
	const choice = chooseLocal(options);
	if (!choice.isLocal) {
		return {...await openSession(options), async open() {
			// It is open.
		}};
	}

	const runner = createClosed(options, true);
	const credentialValues = listActionSecrets(runner.workflow.document, pickSettings(options, runner.workflow.document));
	let mask = createMask(runner, options, credentialValues);
	return {
		runner,
		cloudLabel: localCloudLabel,
		...choice,
		mask: text => mask(text),
		credentialValues,
		credentialNames: [],
		limits: [],
		async open() {
			const {secrets} = await runner.openCloud();
			mask = createMask(runner, options, secrets);
		},
	};
};

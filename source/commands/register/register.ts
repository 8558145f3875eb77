import {type WorkflowDocument} from '../../core/workflow/document.js';
import {createMasker} from '../../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../../core/workflow/document-names.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {getTokenVariables, repositoryVariable} from '../../clouds/credentials/credential-names.js';
import {findApiUrl, getHost} from '../../clouds/credentials/api-url.js';
import {type Environment, findCredential, type FoundCredential} from '../../clouds/credentials/find-credential.js';
import {pickSettings, type Settings} from '../../clouds/credentials/settings.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createOctokit} from '../../clouds/github/create-octokit.js';
import {type SendRequest} from '../../clouds/github/github-request.js';
import {createSendRequest} from '../../clouds/github/send-request.js';
import {type Clock} from '../../ports/clock.js';
import {type Output} from '../../ports/output.js';
import {commitFiles} from '../../clouds/github/register/commit-files.js';
import {findSecretValues, type FoundSecret} from '../../clouds/github/register/find-secret-values.js';
import {inspectBranch} from '../../clouds/github/register/inspect-branch.js';
import {type JobSecret} from '../../clouds/github/register/job-secrets.js';
import {describeBranch, planRegistration, type BranchPlan, type RegistrationPlan} from '../../clouds/github/register/registration-plan.js';
import {refuseUnsafe} from '../../clouds/github/register/refuse-unsafe.js';
import {uploadSecrets} from '../../clouds/github/register/upload-secrets.js';
import {checkDocument, type DocumentText, requireWorkflow} from '../../run/runner/load-workflow.js';
import {type SignalSource} from '../../environment/process-events.js';
import {awaitActivation} from './await-activation.js';
import {addSources} from './find-sources.js';
import {renderPlan, type PlannedBranch} from './render-plan.js';

/** Everything `faasr-tui register` works with. */
export type RegisterOptions = Settings & {
	readonly document: DocumentText;
	readonly isDryRun: boolean;
	/** False leaves the document and the functions out: `--only-workflow-files`. */
	readonly hasSources: boolean;
	readonly shouldUploadSecrets: boolean;
	/** Asks before anything is written; absent when nobody is to be asked. */
	readonly confirm?: (question: string) => Promise<boolean>;
	/** `--yes`: what nobody is asked about is agreed to. */
	readonly hasAgreed?: boolean;
	readonly stdout: Output;
	readonly clock: Clock;
	/** Signals that end the wait for GitHub. @default none */
	readonly signals?: SignalSource;
};

/** A planned branch whose changes a token can make. */
type Target = PlannedBranch & {readonly send: SendRequest};

const findToken = (env: Environment, {servers}: BranchPlan): FoundCredential | undefined =>
	findCredential(env, servers.flatMap(server => getTokenVariables(server)));

/** Each branch's token, or an error that names every one that is missing. */
const findTokens = (env: Environment, {branches}: RegistrationPlan): ReadonlyArray<readonly [plan: BranchPlan, token: FoundCredential]> => {
	const found = branches.map(plan => [plan, findToken(env, plan)] as const);
	const missing = found.filter(([, token]) => token === undefined).map(([plan]) => `${plan.servers.join(', ')} (${describeBranch(plan)})`);
	if (missing.length > 0) {
		throw new FaasrTuiError(`Credentials are missing: a GitHub token for the compute server ${missing.join('; ')}.`, {
			code: 'credentials',
			hint: 'Set GITHUB_TOKEN, or <server>_PAT for each, in the environment or in .env, to a token with the scopes repo and workflow.',
		});
	}

	return found.flatMap(([plan, token]) => token === undefined ? [] : [[plan, token] as const]);
};

/** With `--secrets`, what is neither stored already nor set here must be named before anything is written. */
const requireValues = (targets: readonly Target[]): void => {
	const missing = targets.flatMap(({state, uploads}) => {
		const found = new Set(uploads.map(({secret}) => secret.name));
		return (state.missingSecrets ?? []).filter(({name}) => !found.has(name));
	});
	if (missing.length > 0) {
		throw new FaasrTuiError(`Credentials are missing: ${[...new Set(missing.map(({name}: JobSecret) => name))].join(', ')} have no value here and are not stored on GitHub.`, {
			code: 'credentials',
			hint: 'Set them in the environment or in .env under these names, or leave --secrets out and store them on GitHub yourself.',
		});
	}
};

/** A document may name any variable as a secret of its functions: what no server or store needs is stored only with a yes. */
const requireConsent = (targets: readonly Target[], {confirm, hasAgreed = false}: RegisterOptions): void => {
	const names = [...new Set(targets.flatMap(({uploads}) => uploads).flatMap(({secret, variable}) => secret.owner.kind === 'function' ? [variable] : []))];
	if (names.length > 0 && confirm === undefined && !hasAgreed) {
		throw new FaasrTuiError(`No server or data store needs ${names.join(', ')}, but functions ask for it, and without a terminal nobody can confirm that it may be stored on GitHub. Nothing was written.`, {
			code: 'usage', hint: 'Add --yes if it may, or leave --secrets out.',
		});
	}
};

const hasChanges = ({state, uploads}: Target): boolean =>
	uploads.length > 0 || [...state.files, ...state.sources].some(({change}) => change !== 'unchanged');

/** Writes branch after branch and says each thing when it is done, so that a failure later leaves no doubt about it. */
const apply = async (targets: readonly Target[], workflowName: string, write: (line: string) => void): Promise<void> => {
	for (const {state, uploads, send} of targets) {
		const place = describeBranch(state.plan);
		const sha = await commitFiles(send, state, workflowName);
		write(sha === undefined ? `${place}: nothing to commit.` : `${place}: committed ${sha.slice(0, 7)}.`);
		await uploadSecrets(send, state.plan, uploads, {
			onUploaded({secret}, isNew) {
				write(`${place}: ${isNew ? 'created' : 'updated'} secret ${secret.name}.`);
			},
		});
	}
};

type Found = {readonly tokens: ReturnType<typeof findTokens>; readonly values: readonly FoundSecret[]; readonly apiUrl: string};

/** Everything the environment and `.env` have for the plan, and where it may go. */
const findAll = (options: RegisterOptions, document: WorkflowDocument, plan: RegistrationPlan): Found => {
	const env = pickSettings(options, document);
	const tokens = findTokens(env, plan);
	const values = findSecretValues(document, env, plan.branches.flatMap(({secrets}) => secrets));
	const sent = [...tokens.map(([, token]) => token), ...options.shouldUploadSecrets ? values : []];
	return {tokens, values, apiUrl: findApiUrl(options, sent.map(({variable}) => variable))};
};

/** What is sent where is said before it is sent. */
const describeSent = ({tokens, apiUrl}: Found): string =>
	[...new Set(tokens.map(([, {variable}]) => `${variable} -> ${getHost(apiUrl)}\n`))].join('');

const inspect = async ({clock, shouldUploadSecrets}: RegisterOptions, {tokens, values, apiUrl}: Found): Promise<readonly Target[]> => {
	const targets: Target[] = [];
	for (const [plan, {value: token}] of tokens) {
		const octokit = createOctokit({token, apiUrl});
		const send = createSendRequest(octokit, clock);
		const names = new Set(plan.secrets.map(({name}) => name));
		const uploads = shouldUploadSecrets ? values.filter(({secret}) => names.has(secret.name)) : [];
		targets.push({send, uploads, state: await inspectBranch(send, plan)});
	}

	return targets;
};

/** Registers a document's actions with GitHub: shows the plan, asks, applies. Resolves with the exit code. */
export const register = async (options: RegisterOptions): Promise<number> => {
	const {stdout, isDryRun, shouldUploadSecrets, confirm} = options;
	const {workflow: {document}, file} = requireWorkflow(checkDocument(options.document));
	const workflowFiles = planRegistration(document);
	const repository = pickSettings(options, document)[repositoryVariable];
	const plan = options.hasSources ? await addSources(workflowFiles, {document, text: options.document.text, file, repository}) : workflowFiles;
	refuseUnsafe(document, plan.branches.flatMap(({files}) => files).map(({action}) => action));
	const found = findAll(options, document, plan);
	const mask = createMasker([...found.tokens.map(([, {value}]) => value), ...found.values.map(({value}) => value)], {names: listDocumentNames(document)});
	const write = (text: string): void => {
		stdout.write(text.split('\n').map(line => mask(sanitizeLine(line))).join('\n'));
	};

	write(describeSent(found));
	const targets = await inspect(options, found);
	write(renderPlan(plan, targets));
	if (shouldUploadSecrets) {
		requireValues(targets);
	}

	if (!targets.some(target => hasChanges(target))) {
		write(targets.length === 0 ? 'No action of this document runs on GitHub Actions.\n' : 'Everything is registered already.\n');
		return exitCodes.completed;
	}

	if (isDryRun) {
		write('Dry run: nothing was written.\n');
		return exitCodes.completed;
	}

	requireConsent(targets, options);
	if (confirm !== undefined && !await confirm('Write this to GitHub?')) {
		write('Nothing was written.\n');
		return exitCodes.completed;
	}

	const writeLine = (line: string): void => {
		write(`${line}\n`);
	};

	await apply(targets, plan.workflowName, writeLine);
	return awaitActivation({targets, documentPath: options.document.path, clock: options.clock, signals: options.signals, write: writeLine});
};

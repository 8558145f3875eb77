import {createMasker} from '../../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../../core/workflow/document-names.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {repositoryVariable} from '../../clouds/credentials/credential-names.js';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Output} from '../../ports/output.js';
import {commitFiles} from '../../clouds/github/register/commit-files.js';
import {createRepository} from '../../clouds/github/register/create-repository.js';
import {describeRepository} from '../../clouds/github/dispatch-target.js';
import {type JobSecret} from '../../clouds/github/register/job-secrets.js';
import {describeBranch, planRegistration} from '../../clouds/github/register/registration-plan.js';
import {refuseUnsafe} from '../../clouds/github/register/refuse-unsafe.js';
import {uploadSecrets} from '../../clouds/github/register/upload-secrets.js';
import {checkDocument, type DocumentText, requireWorkflow} from '../../run/runner/load-workflow.js';
import {type SignalSource} from '../../environment/process-events.js';
import {awaitActivation} from './await-activation.js';
import {addSources} from './find-sources.js';
import {
	describeSent, findValues, inspectTargets, type InspectOptions, type Target,
} from './inspect-targets.js';
import {renderPlan} from './render-plan.js';

/** Everything `faasr-tui register` works with. */
export type RegisterOptions = InspectOptions & {
	readonly document: DocumentText;
	/** False leaves the document and the functions out: `--only-workflow-files`. */
	readonly hasSources: boolean;
	/** Asks before anything is written; absent when nobody is to be asked. */
	readonly confirm?: (question: string) => Promise<boolean>;
	/** `--yes`: what nobody is asked about is agreed to. */
	readonly hasAgreed?: boolean;
	readonly stdout: Output;
	/** Signals that end the wait for GitHub. @default none */
	readonly signals?: SignalSource;
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

/** A repository's first commit makes one branch; what the others begin with is for its owner to say. */
const requireOneBranch = (targets: readonly Target[]): void => {
	for (const {state: {base, plan}} of targets) {
		const name = describeRepository(plan);
		const branches = targets.filter(({state}) => describeRepository(state.plan).toLowerCase() === name.toLowerCase()).map(({state}) => state.plan.branch);
		if (base.kind !== 'commit' && branches.length > 1) {
			throw new FaasrTuiError(`${name} has no commit yet, and the document names ${branches.length} of its branches: ${branches.join(', ')}. Nothing was written.`, {
				code: 'usage', hint: 'Push a first commit to each of them, or give the compute servers the same Branch.',
			});
		}
	}
};

const hasChanges = ({state, uploads}: Target): boolean =>
	uploads.length > 0 || [...state.files, ...state.sources].some(({change}) => change !== 'unchanged');

/** Writes branch after branch and says each thing when it is done, so that a failure later leaves no doubt about it. */
const apply = async (targets: readonly Target[], workflowName: string, write: (line: string) => void): Promise<void> => {
	for (const {state, uploads, send} of targets) {
		const place = describeBranch(state.plan);
		if (state.base.kind === 'missing') {
			await createRepository(send, state.plan);
			write(`${describeRepository(state.plan)}: created, private.`);
		}

		const sha = await commitFiles(send, state, workflowName);
		write(sha === undefined ? `${place}: nothing to commit.` : `${place}: committed ${sha.slice(0, 7)}.`);
		await uploadSecrets(send, state.plan, uploads, {
			onUploaded({secret}, isNew) {
				write(`${place}: ${isNew ? 'created' : 'updated'} secret ${secret.name}.`);
			},
		});
	}
};

/** Registers a document's actions with GitHub: shows the plan, asks, applies. Resolves with the exit code. */
export const register = async (options: RegisterOptions): Promise<number> => {
	const {stdout, isDryRun, shouldUploadSecrets, confirm} = options;
	const {workflow: {document}, file} = requireWorkflow(checkDocument(options.document));
	const workflowFiles = planRegistration(document);
	const repository = pickSettings(options, document)[repositoryVariable];
	const plan = options.hasSources ? await addSources(workflowFiles, {document, text: options.document.text, file, repository}) : workflowFiles;
	refuseUnsafe(document, plan.branches.flatMap(({files}) => files).map(({action}) => action));
	const found = findValues(options, document, plan);
	const mask = createMasker([...found.tokens.flatMap(([, token]) => token?.value ?? []), ...found.values.map(({value}) => value)], {names: listDocumentNames(document)});
	const write = (text: string): void => {
		stdout.write(text.split('\n').map(line => mask(sanitizeLine(line))).join('\n'));
	};

	write(describeSent(found));
	const inspection = await inspectTargets(options, found);
	if ('reason' in inspection) {
		write(`${renderPlan(plan, inspection.branches)}Dry run without GitHub, for ${inspection.reason}: the files were not compared with what is there, and nothing was written.\n`);
		return exitCodes.completed;
	}

	const {targets} = inspection;
	write(renderPlan(plan, targets));
	requireOneBranch(targets);
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

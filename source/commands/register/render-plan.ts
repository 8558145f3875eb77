import {isFaasrImage} from '../../core/workflow/container-image.js';
import {describeRepository} from '../../clouds/github/dispatch-target.js';
import {describeSecret} from '../../clouds/github/register/job-secrets.js';
import {type BranchState} from '../../clouds/github/register/inspect-branch.js';
import {describeBranch, type RegistrationPlan} from '../../clouds/github/register/registration-plan.js';
import {type FoundSecret} from '../../clouds/github/register/find-secret-values.js';

/** A branch with the secrets that will be stored in its repository. */
export type PlannedBranch = {readonly state: BranchState; readonly uploads: readonly FoundSecret[]};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** What stands before a file: git's letters would not be read by everybody. */
const labels = {create: 'create   ', update: 'update   ', unchanged: 'unchanged', write: 'write    '} as const;

const renderSecrets = ({state, uploads}: PlannedBranch): readonly string[] => {
	const stored = new Set(uploads.map(({secret}) => secret.name));
	const missing = state.missingSecrets?.filter(({name}) => !stored.has(name));
	return [
		...uploads.map(({secret, variable}) => `  store     secret ${secret.name} (${describeSecret(secret)}), from ${variable}`),
		...(missing ?? []).map(secret => `  missing   secret ${secret.name} (${describeSecret(secret)})`),
		...uploads.length === 0 && (missing ?? []).length > 0 ? ['  → --secrets stores those whose values are in the environment or in .env.'] : [],
		...missing === undefined && state.base.kind !== 'unknown' ? ['  The token may not list the secrets, so it is unknown whether all are set.'] : [],
	];
};

/** Whoever made an image gets what its jobs are given. */
const renderImages = ({plan: {files}}: BranchState): readonly string[] =>
	[...new Set(files.map(({image}) => image))].map(image => {
		const actions = files.filter(file => file.image === image).map(({action}) => action).join(', ');
		return isFaasrImage(image)
			? `  image     ${image} (${actions})`
			: `  ⚠ image   ${image} (${actions}) is not FaaSr's: whoever made it gets the secrets of these actions.`;
	});

/** What is to be said of the repository itself. */
const renderBase = ({base: {kind}, plan}: BranchState): readonly string[] => [
	...kind === 'missing' ? [`  create    the repository ${describeRepository(plan)}, private`] : [],
	...kind === 'empty' ? [`  The repository is empty; its first branch will be ${plan.branch}.`] : [],
];

const renderBranch = (branch: PlannedBranch): readonly string[] => {
	const {plan, files, sources, defaultBranch} = branch.state;
	return [
		`${describeBranch(plan)}: ${[count(files.length, 'workflow file'), ...sources.length > 0 ? [count(sources.length, 'source file')] : []].join(', ')}`,
		...renderBase(branch.state),
		...files.map(({change, path}) => `  ${labels[change]} ${path}`),
		...sources.map(({change, path, origin}) => `  ${labels[change]} ${path}${origin === undefined ? '' : ` (from ${origin})`}`),
		...renderImages(branch.state),
		...renderSecrets(branch),
		...plan.branch === defaultBranch
			? []
			: [
				`  ⚠ GitHub dispatches a workflow file only if the default branch, ${defaultBranch}, has one of the same name: merge ${plan.branch} into it, or set Branch to ${defaultBranch}.`,
			],
	];
};

/** The plan for people, one line each: what changes where, what is not registered, and what may go wrong. */
export const renderPlan = (plan: RegistrationPlan, branches: readonly PlannedBranch[]): string => `${[
	`Registration of ${plan.workflowName}`,
	...branches.flatMap(branch => renderBranch(branch)),
	...plan.skipped.map(({action, server, platform}) => `  not registered by faasr-tui: ${action} (server ${server}, ${platform})`),
	...plan.warnings.map(warning => `  ⚠ ${warning}`),
].join('\n')}\n`;

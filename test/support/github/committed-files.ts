import {ApiError} from '../../../source/clouds/local/actions-api/api-error.js';
import {type Inputs} from '../../../source/clouds/local/actions-api/dispatch-inputs.js';
import {parseOverwritten} from '../../../source/clouds/local/actions-api/display-title.js';
import {openRepositoryFiles, type RepositoryFiles} from '../../../source/clouds/local/actions-api/repository-files.js';
import {type Repository, type WorkflowFile} from '../../../source/clouds/local/actions-api/repository.js';
import {type Clock} from '../../../source/ports/clock.js';
import {fillExpressions} from './fill-expressions.js';
import {type GitStore} from './git-store.js';
import {readWorkflowYaml, type WorkflowYaml} from './read-workflow-yaml.js';

const filePattern = /^\.github\/workflows\/[^/]+\.ya?ml$/;

export type CommittedFilesOptions = {
	readonly repository: Repository;
	readonly git: GitStore;
	/** Gives ids that no other workflow has. */
	readonly takeId: () => number;
	/** How long a committed file that is new stays unlisted, and the clock that tells. */
	readonly delayMs: number;
	readonly clock: Clock;
};

/** The action that a run of a committed file runs: the file does not say so, the inputs do. */
const getAction = ({action}: WorkflowFile, inputs: Inputs): string => {
	const {FunctionInvoke: named} = parseOverwritten(inputs['OVERWRITTEN']);
	return action === '' && typeof named === 'string' ? named : action;
};

/** Fills the `run-name` of a committed workflow file. One that cannot be filled is refused here at once; GitHub lets the run fail before its first job. */
const fillRunName = (runName: string, inputs: Inputs): string => {
	try {
		return fillExpressions(runName, {inputs, github: {event: {inputs}}});
	} catch (error) {
		throw new ApiError(422, `Invalid workflow file: run-name: ${String(error)}`);
	}
};

/** The files of a repository that is committed to, its workflow files as GitHub reads them. Those it began with need not be written out. */
export const createCommittedFiles = ({repository, git, takeId, delayMs, clock}: CommittedFilesOptions): RepositoryFiles => {
	const seenAt = new Map<string, number>();
	const known = new Map(repository.workflows.map(workflow => [workflow.path, workflow]));
	const yamls = new WeakMap<Uint8Array, WorkflowYaml>();

	const parse = (bytes: Uint8Array): WorkflowYaml => {
		const yaml = yamls.get(bytes) ?? readWorkflowYaml(new TextDecoder().decode(bytes));
		yamls.set(bytes, yaml);
		return yaml;
	};

	const update = (path: string, name: string): WorkflowFile => {
		const workflow = known.get(path);
		if (workflow?.name === name) {
			return workflow;
		}

		const updated = {id: workflow?.id ?? takeId(), name, path, action: workflow?.action ?? ''};
		known.set(path, updated);
		return updated;
	};

	const isListed = (path: string): boolean => {
		const since = seenAt.get(path) ?? clock.now();
		seenAt.set(path, since);
		return clock.now() - since >= delayMs;
	};

	const isUnwritten = ({path}: WorkflowFile): boolean => repository.workflows.some(workflow => workflow.path === path);

	return {
		getHead: git.getHead,
		read: git.readFiles,
		listWorkflows() {
			const files = git.readFiles(repository.defaultBranch) ?? new Map<string, Uint8Array>();
			const committed = [...files].filter(([path]) => filePattern.test(path) && isListed(path))
				.map(([path, bytes]) => update(path, parse(bytes).name ?? path));
			const paths = new Set(committed.map(({path}) => path));
			return [...repository.workflows.filter(({path}) => !paths.has(path)), ...committed];
		},
		getTrigger(workflow, branch) {
			const bytes = git.readFiles(branch)?.get(workflow.path);
			if (!bytes) {
				return isUnwritten(workflow) ? openRepositoryFiles(repository).getTrigger(workflow, branch) : undefined;
			}

			const {runName, inputs: declared} = parse(bytes);
			return declared && {
				inputs: declared,
				read: inputs => ({displayTitle: runName === undefined ? workflow.name : fillRunName(runName, inputs), action: getAction(workflow, inputs)}),
			};
		},
	};
};

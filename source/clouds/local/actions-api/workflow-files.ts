import {type Clock} from '../../../ports/clock.js';
import {type GitStore} from './git/git-store.js';
import {type Repository, type WorkflowFile} from './repository.js';
import {readWorkflowYaml, type WorkflowYaml} from './workflow-yaml/read-workflow-yaml.js';

const filePattern = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** The workflow files of one repository: those it began with, and those that were committed. */
export type WorkflowFiles = {
	/** GitHub knows a workflow by the file on the default branch. */
	readonly list: () => readonly WorkflowFile[];
	/** The file's head on a branch; `undefined` for a file the repository began with that was never written out. */
	readonly read: (workflow: WorkflowFile, branch: string) => WorkflowYaml | undefined;
	/** Whether a branch has the file. */
	readonly has: (workflow: WorkflowFile, branch: string) => boolean;
};

export type WorkflowFilesOptions = {
	readonly repository: Repository;
	readonly git: GitStore;
	/** Gives ids that no other workflow has. */
	readonly takeId: () => number;
	/** How long a committed file that is new stays unlisted, and the clock that tells. */
	readonly delayMs: number;
	readonly clock: Clock;
};

/** Creates the list of a repository's workflow files. */
export const createWorkflowFiles = ({repository, git, takeId, delayMs, clock}: WorkflowFilesOptions): WorkflowFiles => {
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

		// Which action a committed file runs is known when its inputs say so.
		const updated = {id: workflow?.id ?? takeId(), name, path, action: workflow?.action ?? ''};
		known.set(path, updated);
		return updated;
	};

	const isListed = (path: string): boolean => {
		const since = seenAt.get(path) ?? clock.now();
		seenAt.set(path, since);
		return clock.now() - since >= delayMs;
	};

	return {
		list() {
			const files = git.readFiles(repository.defaultBranch) ?? new Map<string, Uint8Array>();
			const committed = [...files].filter(([path]) => filePattern.test(path) && isListed(path))
				.map(([path, bytes]) => update(path, parse(bytes).name ?? path));
			const paths = new Set(committed.map(({path}) => path));
			return [...repository.workflows.filter(({path}) => !paths.has(path)), ...committed];
		},
		read(workflow, branch) {
			const bytes = git.readFiles(branch)?.get(workflow.path);
			return bytes && parse(bytes);
		},
		has: (workflow, branch) => repository.workflows.some(({path}) => path === workflow.path) || git.readFiles(branch)?.has(workflow.path) === true,
	};
};

import {faasrInputs, type Inputs} from './dispatch-inputs.js';
import {getDisplayTitle} from './display-title.js';
import {getCommitSha} from './render-repository.js';
import {type Repository, type WorkflowFile} from './repository.js';

/** What a workflow file makes of a dispatch. */
export type DispatchTrigger = {
	/** The inputs that it takes, and whether they are required. */
	readonly inputs: ReadonlyMap<string, boolean>;
	/** The run that these inputs start: its title, and the action of the document that it runs. */
	readonly read: (inputs: Inputs) => {readonly displayTitle: string; readonly action: string};
};

/** A repository's branches, with their files and workflow files. */
export type RepositoryFiles = {
	/** The commit at the head of a branch; `undefined` where there is no such branch. */
	readonly getHead: (branch: string) => string | undefined;
	/** The files of a branch or a commit, by path. */
	readonly read: (ref: string) => ReadonlyMap<string, Uint8Array> | undefined;
	/** GitHub knows a workflow by the file on the default branch. */
	readonly listWorkflows: () => readonly WorkflowFile[];
	/** `undefined` for a branch without the file, or with one that cannot be dispatched. */
	readonly getTrigger: (workflow: WorkflowFile, branch: string) => DispatchTrigger | undefined;
};

/** Opens a repository that nobody commits to. Its workflow files are those of our registration, whether or not they are among its files. */
export const openRepositoryFiles = (repository: Repository): RepositoryFiles => {
	const getHead = (branch: string): string | undefined => repository.branches.includes(branch) ? getCommitSha(repository) : undefined;
	return {
		getHead,
		read(ref) {
			const sha = getCommitSha(repository);
			return ref === sha || getHead(ref.replace(/^refs\/heads\//, '')) === sha ? repository.files : undefined;
		},
		listWorkflows: () => repository.workflows,
		getTrigger: workflow => ({
			inputs: faasrInputs,
			read: inputs => ({displayTitle: getDisplayTitle(workflow, inputs), action: workflow.action}),
		}),
	};
};

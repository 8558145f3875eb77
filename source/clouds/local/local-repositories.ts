import {Buffer} from 'node:buffer';
import {type ComputeServer, type WorkflowDocument} from '../../core/workflow/document.js';
import {type Repository, type WorkflowFile} from './actions-api/repository.js';
import {localBranch} from './local-document.js';

/** The repositories of a localized document, and where in them the document is. */
export type LocalRepositories = {
	readonly repositories: readonly Repository[];
	/** `owner/repo/branch/path.json`, in the repository of the entry action. */
	readonly payloadUrl: string;
	/** `owner/repo` of the entry action. */
	readonly entryRepository: string;
};

type Member = {readonly action: string; readonly server: ComputeServer};

const getFullName = ({UserName = '', ActionRepoName = ''}: ComputeServer): string => `${UserName}/${ActionRepoName}`;

const groupByRepository = (document: WorkflowDocument): readonly Member[][] => {
	const groups = new Map<string, Member[]>();
	for (const [action, {FaaSServer}] of Object.entries(document.ActionList)) {
		const server = document.ComputeServers[FaaSServer];
		if (server) {
			// Names are case-insensitive on GitHub.
			const key = getFullName(server).toLowerCase();
			groups.set(key, [...groups.get(key) ?? [], {action, server}]);
		}
	}

	return [...groups.values()];
};

/** Registers every action of a localized document in its server's repository, and puts the document beside the entry action. */
export const createLocalRepositories = (document: WorkflowDocument, documentText = JSON.stringify(document, undefined, 2)): LocalRepositories => {
	const documentPath = `${document.WorkflowName}.json`;
	const documentBytes = Buffer.from(documentText);
	let nextWorkflowId = 1;
	let entryRepository = '';
	const repositories = groupByRepository(document).map((members, index): Repository => {
		const workflows = members.map(({action}): WorkflowFile => {
			const name = `${document.WorkflowName}-${action}`;
			return {
				id: nextWorkflowId++, name, path: `.github/workflows/${name}.yml`, action,
			};
		});
		const {UserName: owner = '', ActionRepoName: name = ''} = members[0]?.server ?? {};
		const isEntry = members.some(({action}) => action === document.FunctionInvoke);
		entryRepository = isEntry ? `${owner}/${name}` : entryRepository;
		return {
			id: index + 1,
			owner,
			name,
			defaultBranch: localBranch,
			branches: [...new Set([localBranch, ...members.flatMap(({server}) => server.Branch ?? [])])],
			workflows,
			files: new Map(isEntry ? [[documentPath, documentBytes]] : []),
		};
	});
	return {repositories, entryRepository, payloadUrl: `${entryRepository}/${localBranch}/${documentPath}`};
};

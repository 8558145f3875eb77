import {type WorkflowDocument} from '../../core/workflow/document.js';
import {githubImages} from '../../core/workflow/migrate/migrate-document.js';
import {type Language} from './languages.js';
import {type Shape} from './shapes.js';
import {type NewStore} from './stores.js';

/** What stands in a document until somebody has a repository; `validate` warns of it. */
export const repositoryPlaceholder = 'YOUR_GITHUB_NAME/YOUR_REPOSITORY';

/** What a new workflow is made of. */
export type NewWorkflow = {
	readonly name: string;
	readonly shape: Shape;
	/** The language of each action. */
	readonly languages: ReadonlyMap<string, Language>;
	/** `owner/name` of the repository that holds the functions and runs the actions. */
	readonly repository: string;
	readonly branch: string;
	readonly store: NewStore;
};

export const getExtension = (language: Language): string => language === 'R' ? 'R' : 'py';

/** Writes the workflow document. */
export const renderDocument = ({name, shape, languages, repository, branch, store}: NewWorkflow): WorkflowDocument => {
	const [owner = '', repositoryName = ''] = repository.split('/');
	const actions = Object.entries(shape.actions);
	const getLanguage = (action: string): Language => languages.get(action) ?? 'Python';
	const files = new Map<string, string[]>();
	for (const [action, {functionName}] of actions) {
		const file = `${repository}/${branch}/functions/${functionName}.${getExtension(getLanguage(action))}`;
		files.set(functionName, [...new Set([...files.get(functionName) ?? [], file])]);
	}

	const [entry = ''] = Object.keys(shape.actions);
	return {
		WorkflowName: name,
		FunctionInvoke: entry,
		ActionList: Object.fromEntries(actions.map(([action, {functionName, arguments: values, next}]) => [action, {
			FunctionName: functionName, FaaSServer: 'My_GitHub_Account', Type: getLanguage(action), Arguments: {folder: name, ...values}, InvokeNext: next,
		}])),
		ActionContainers: Object.fromEntries(actions.map(([action]) => [action, githubImages[getLanguage(action)]])),
		FunctionGitRepo: Object.fromEntries([...files].map(([functionName, paths]) => [functionName, paths.length === 1 ? paths[0]! : paths])),
		ComputeServers: {My_GitHub_Account: {FaaSType: 'GitHubActions', UserName: owner, ActionRepoName: repositoryName, Branch: branch, UseSecretStore: true}},
		DataStores: {My_S3_Bucket: {Endpoint: store.endpoint, Bucket: store.bucket, Region: store.region}},
		DefaultDataStore: 'My_S3_Bucket',
		LoggingDataStore: 'My_S3_Bucket',
		FaaSrLog: 'FaaSrLog',
	};
};

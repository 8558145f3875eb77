import {type WorkflowDocument} from '../../core/workflow/document.js';
import {getServerTokenVariables, getStoreVariables, getTokenVariables, repositoryVariable} from './credential-names.js';
import {type Environment} from './find-credential.js';
import {
	getSecretNames, getStoreFields, getVmName, listDeclaredSecrets,
} from './secret-fields.js';

/** The two environments. Whoever wrote the folder also wrote its `.env`, so the one must not be taken for the other. */
export type Settings = {
	/** The process's own. All that names a program, a file, a folder, a proxy or an address is read from here alone. */
	readonly env: Environment;
	/** What `.env` says. Only `pickSettings` and `findApiUrl` read it. @default nothing */
	readonly envFile?: Environment | undefined;
};

/** What `.env` may say whatever the document. */
const fixedNames: readonly string[] = [repositoryVariable, 'TEST_WORKFLOW_FILE', 'FAASR_TUI_THEME', 'FAASR_TUI_ACCESSIBLE', 'FAASR_TUI_STREAM'];

/** As credentials are looked up (faasr.md 2j). */
const normalize = (name: string): string => name.replaceAll('_', '').toLowerCase();

const listDocumentNames = (document: WorkflowDocument): readonly string[] => [
	...Object.keys(document.ComputeServers).flatMap(server => getTokenVariables(server)),
	...Object.entries(document.ComputeServers).flatMap(([server, {FaaSType}]) => getServerTokenVariables(server, FaaSType)),
	...Object.keys(document.DataStores).flatMap(store => getStoreVariables(document, store).flat()),
	...getSecretNames(document),
	...getStoreFields().map(([, suffix]) => `${getVmName(document) ?? ''}_${suffix}`),
	...listDeclaredSecrets(document),
];

/**
The process's environment, and behind it what is taken from `.env`: the repository, the document, three options of the screen and,
of a document, its tokens, its stores' keys and the secrets it declares. What is set in the process wins.

For values that are looked up by these names only; programs, files and addresses are `settings.env`'s.
*/
export const pickSettings = ({env, envFile = {}}: Settings, document?: WorkflowDocument): Environment => {
	const names = new Set([...fixedNames, ...document === undefined ? [] : listDocumentNames(document)].map(name => normalize(name)));
	return {...Object.fromEntries(Object.entries(envFile).filter(([name]) => names.has(normalize(name)))), ...env};
};

/** True for a variable that only `.env` sets. */
export const isFromFile = ({env, envFile = {}}: Settings, variable: string): boolean => env[variable] === undefined && envFile[variable] !== undefined;

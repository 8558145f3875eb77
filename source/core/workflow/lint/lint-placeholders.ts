import {type Finding, warning} from '../finding.js';
import {type JsonPath} from '../json/json-path.js';
import {quoteName} from '../quote-name.js';
import {type Lint} from './lint-context.js';

/** What templates and tutorials write where a name of the user's belongs: `YOUR_USERNAME`, `your-bucket`, `<bucket>`. */
const placeholder = /(?:^|[/.:])(?:your[-_][\w-]+|<[\w -]+>)(?=$|[/.:])/i;

/** True for a text that waits for somebody to put a name of their own there. */
export const isPlaceholder = (text: string): boolean => placeholder.test(text);

const check = (at: JsonPath, value: unknown, what: string): readonly Finding[] => typeof value === 'string' && isPlaceholder(value)
	? [warning('placeholder', at, `${what} ${quoteName(value)} is a placeholder.`, 'Write your own in its place; a run with --local does not need it.')]
	: [];

/** Many functions have one repository: each text is spoken of once, where it stands first. */
const checkRepositories = (repositories: Readonly<Record<string, string | readonly string[]>>): readonly Finding[] => {
	const users = new Map<string, string[]>();
	for (const [name, value] of Object.entries(repositories)) {
		for (const text of [value].flat()) {
			users.set(text, [...users.get(text) ?? [], name]);
		}
	}

	return [...users].flatMap(([text, [first = '', ...others]]) =>
		check(['FunctionGitRepo', first], text, `The repository of ${quoteName(first)}${others.length === 0 ? '' : ` and ${others.length} more`},`));
};

/** Finds what a template left for the user to fill in: the run would ask GitHub and S3 for things of that name. */
export const lintPlaceholders: Lint = ({document: {ComputeServers: servers, DataStores: stores, FunctionGitRepo: repositories = {}}}) => [
	...Object.entries(servers).flatMap(([name, server]) => (['UserName', 'ActionRepoName', 'Endpoint', 'Namespace', 'ClientEmail'] as const)
		.flatMap(key => check(['ComputeServers', name, key], server[key], key))),
	...Object.entries(stores).flatMap(([name, store]) => (['Bucket', 'Endpoint'] as const)
		.flatMap(key => check(['DataStores', name, key], store[key], key))),
	...checkRepositories(repositories),
];

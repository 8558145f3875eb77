import {type Finding, warning} from '../finding.js';
import {quoteName} from '../quote-name.js';
import {type Lint} from './lint-context.js';

const lintActions: Lint = ({document}) => Object.entries(document.ActionList).flatMap(([name, action]) => {
	const at = ['ActionList', name];
	const findings: Finding[] = [];
	if (action.Type === undefined && action['_faasr_builtin'] !== true) {
		findings.push(warning('missing-type', at, `Action ${quoteName(name)} has no Type; FaaSr fails when it starts the function.`, 'Add "Type": "Python", "R" or "Julia".'));
	}

	if (action.InvokeNext === undefined) {
		findings.push(warning('missing-invoke-next', at, `Action ${quoteName(name)} has no InvokeNext; FaaSr fails with a KeyError.`, 'Add "InvokeNext": [].'));
	} else if (typeof action.InvokeNext === 'string') {
		findings.push(warning('string-invoke-next', [...at, 'InvokeNext'], `InvokeNext of action ${quoteName(name)} is text; FaaSr 2 refuses the document.`, `Write [${quoteName(action.InvokeNext)}].`));
	}

	return findings;
});

const lintServers: Lint = ({document}) => Object.entries(document.ComputeServers)
	.filter(([, {FaaSType: type, Branch: branch}]) => type === 'GitHubActions' && branch === undefined)
	.map(([name]) => warning('missing-branch', ['ComputeServers', name], `Server ${quoteName(name)} has no Branch; actions that invoke a successor on it fail with a KeyError.`, 'Add "Branch": "main".'));

const lintStores: Lint = ({document}) => Object.entries(document.DataStores)
	.filter(([, {Region: region}]) => region === undefined)
	.map(([name]) => warning('missing-region', ['DataStores', name], `Data store ${quoteName(name)} has no Region; every action fails with a KeyError.`, 'Add "Region": "us-east-1".'));

const lintTop: Lint = ({document}) => [
	...document.LoggingDataStore === undefined
		? [warning('missing-logging-data-store', [], 'The document has no LoggingDataStore; FaaSr fails with a KeyError.', `Add "LoggingDataStore": ${quoteName(document.DefaultDataStore)}.`)]
		: [],
	...document.FaaSrLog === undefined
		? [warning('missing-log-folder', [], 'The document has no FaaSrLog; FaaSr fails with a KeyError.', 'Add "FaaSrLog": "FaaSrLog".')]
		: [],
];

/** Finds keys that the schema does without and the running code does not. */
export const lintMissingKeys: Lint = context =>
	[lintTop, lintActions, lintServers, lintStores].flatMap(lint => lint(context));

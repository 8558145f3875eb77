import {type Finding, warning} from '../finding.js';
import {getOwn} from '../json/json-object.js';
import {quoteName} from '../quote-name.js';
import {listUnderscoreNames} from '../underscore-names.js';
import {type Lint} from './lint-context.js';

type NameRule = {
	readonly platform: string;
	readonly limit: number;
	readonly isLowercase: boolean;
};

/** How each platform limits `{WorkflowName}-{action}`; a GitHub workflow file adds `.yml` and is limited by the file system. */
const rules: Readonly<Record<string, NameRule>> = {
	GitHubActions: {platform: 'A GitHub workflow file', limit: 251, isLowercase: false},
	Lambda: {platform: 'AWS Lambda', limit: 64, isLowercase: false},
	OpenWhisk: {platform: 'OpenWhisk', limit: 256, isLowercase: false},
	GoogleCloud: {platform: 'Google Cloud Run', limit: 63, isLowercase: true},
	Kubernetes: {platform: 'Kubernetes', limit: 63, isLowercase: true},
};

const lowercaseName = /^[a-z](?:[a-z\d-]*[a-z\d])?$/;

const lintPlatformNames: Lint = ({document}) => Object.entries(document.ActionList).flatMap(([action, {FaaSServer: server}]): readonly Finding[] => {
	const rule = getOwn(rules, getOwn(document.ComputeServers, server)?.FaaSType ?? '');
	if (rule === undefined) {
		return [];
	}

	const name = `${document.WorkflowName}-${action}`;
	const at = ['ActionList', action];
	if (name.length > rule.limit) {
		return [warning('platform-name', at, `${rule.platform} allows names of ${rule.limit} characters; ${quoteName(name)} has ${name.length}.`, 'Shorten WorkflowName or the name of the action.')];
	}

	return rule.isLowercase && !lowercaseName.test(name)
		? [warning('platform-name', at, `${rule.platform} refuses the name ${quoteName(name)}.`, 'Use lower-case letters, digits and hyphens in WorkflowName and the name of the action.')]
		: [];
});

const lintUnderscores: Lint = ({document}) => listUnderscoreNames(document).map(({action, name, since}) => warning(
	'underscore-name',
	action === undefined ? ['WorkflowName'] : ['ActionList', action],
	`${action === undefined ? 'WorkflowName' : 'Action'} ${quoteName(name)} has an underscore: images of FaaSr ${since} and later refuse it before their first log line, earlier ones accept it.`,
	'Use hyphens.',
));

/** Finds names that FaaSr's own newer rules or an action's platform refuse. */
export const lintNames: Lint = context => [...lintUnderscores(context), ...lintPlatformNames(context)];

import {type WorkflowDocument} from '../core/workflow/document.js';
import {describeLocalLimits} from './executor/describe-local-limits.js';

const listNames = (names: readonly string[]): string => names.join(', ');

/** What of a document is different on the local cloud, one sentence each, for people. */
export const describeLocalCloud = (document: WorkflowDocument, options: {readonly installPackages: boolean; readonly dataDir: string}): readonly string[] => {
	const otherServers = Object.entries(document.ComputeServers).filter(([, {FaaSType}]) => FaaSType !== 'GitHubActions');
	return [
		`Data stores are folders of this machine, below ${options.dataDir}: ${listNames(Object.keys(document.DataStores))}.`,
		...(otherServers.length === 0 ? [] : [`Actions of these servers run on this machine, too, as GitHub Actions do: ${listNames(otherServers.map(([name, {FaaSType}]) => `${name} (${FaaSType})`))}.`]),
		...describeLocalLimits(document, {installPackages: options.installPackages}),
	];
};

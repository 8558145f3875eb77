import {type WorkflowDocument} from '../../core/workflow/document.js';
import {listDeclaredSecrets} from '../credentials/secret-fields.js';
import {describeLocalLimits} from './executor/describe-local-limits.js';

const listNames = (names: readonly string[]): string => names.join(', ');

type LocalCloudFacts = {
	readonly dataDir: string;
	/** Where the functions' secrets are from. @default no function is started */
	readonly secrets?: Readonly<Record<string, string | undefined>> | undefined;
};

/** The clean environment prevents accidents, not attacks: nobody should take it for more. */
export const describeReach = (document: WorkflowDocument, secrets: NonNullable<LocalCloudFacts['secrets']>): string => {
	const given = listDeclaredSecrets(document).filter(name => secrets[name] !== undefined);
	return `Functions run as you, with all your files${given.length === 0 ? '' : `, and are given the secrets that the document asks for: ${listNames(given)}`}.`;
};

/** What of a document is different on the local cloud, one sentence each, for people. */
export const describeLocalCloud = (document: WorkflowDocument, options: LocalCloudFacts): readonly string[] => {
	const otherServers = Object.entries(document.ComputeServers).filter(([, {FaaSType}]) => FaaSType !== 'GitHubActions');
	const stores = Object.keys(document.DataStores);
	return [
		`${stores.length === 1 ? `Data store ${listNames(stores)} is a local folder` : `Data stores ${listNames(stores)} are local folders`}: ${options.dataDir}.`,
		...(otherServers.length === 0 ? [] : [`Actions of these servers also run on this machine, as GitHub Actions do: ${listNames(otherServers.map(([name, {FaaSType}]) => `${name} (${FaaSType})`))}.`]),
		...describeLocalLimits(document),
		...(options.secrets === undefined ? [] : [describeReach(document, options.secrets)]),
	];
};

import {type Finding, warning} from '../finding.js';
import {quoteName} from '../quote-name.js';
import {describePlaceFirst} from '../schema/describe-place.js';
import {type Lint, type LintContext} from './lint-context.js';

const listSlurmServers = ({document}: LintContext) => Object.entries(document.ComputeServers).filter(([, {FaaSType: type}]) => type === 'SLURM');

/** The newest that Slurm dropped with 23.11, and FaaSr's own choice where a server names none. */
const lastGone = 37;

/** Which versions of its API a slurmrestd has depends on the release of Slurm; each has three or four. */
const lintVersion: Lint = context => listSlurmServers(context).flatMap(([name, {APIVersion: version}]): readonly Finding[] => {
	const at = ['ComputeServers', name, 'APIVersion'];
	const number = /^v0\.0\.(\d+)$/.exec(String(version))?.[1];
	if (number === undefined) {
		return [warning('slurm-api-version', at, `Server ${quoteName(name)} has no version of slurmrestd's API as its APIVersion.`, 'Write it as in "v0.0.40".')];
	}

	return Number(number) <= lastGone
		? [warning('slurm-api-version', at, `Server ${quoteName(name)} asks for version v0.0.${number}, which Slurm has only up to 23.02; later ones answer 404.`, 'Set APIVersion to one that the server has; "faasr-tui doctor" lists them.')]
		: [];
});

/** Servers and stores travel to an action on SLURM in a script of FaaSr's, which writes a `$` as `\$`: the action then finds no JSON and ends without a word (platforms.md 5b). */
const lintDollars: Lint = ({document, graph}) => {
	const isSpoiled = Object.entries(document.ActionList).some(([action, {FaaSServer: server}]) => graph.incoming.get(action)!.length > 0 && document.ComputeServers[server]?.FaaSType === 'SLURM');
	return isSpoiled
		? (['ComputeServers', 'DataStores'] as const).flatMap(section => Object.entries<Readonly<Record<string, unknown>>>(document[section]).flatMap(([name, entry]) => Object.entries(entry)
			.filter(([, value]) => typeof value === 'string' && value.includes('$'))
			.map(([field]) => {
				const at = [section, name, field];
				return warning('dollar-in-secret', at, `${describePlaceFirst(at)} has a "$", which FaaSr spoils on the way to an action on SLURM: that action fails before its first log line.`, 'Choose a value without "$".');
			})))
		: [];
};

/** Finds what fails on SLURM servers. */
export const lintSlurm: Lint = context => [...lintVersion(context), ...lintDollars(context)];

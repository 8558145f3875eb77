import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {parseDocument} from 'yaml';
import {type RunState} from '../../core/run/run-state.js';
import {refuseLinksOut} from '../../environment/refuse-links.js';
import {findNodes} from '../../run/runner/find-nodes.js';
import {combineStatuses} from '../../core/run/combine-statuses.js';
import {type Expectations} from './expectations.js';

export type UpdateOptions = {
	/** The expectations file. */
	readonly file: string;
	/** How the run ended. */
	readonly state: RunState;
	/** What the run wrote of a file. */
	readonly read: (file: string) => Promise<Uint8Array | undefined>;
};

/**
Writes what a run did in the place of what was expected of it: statuses in the expectations file, whose comments stay, and the contents
of the local files that contents are compared with. Texts, logs, JSON and durations stay: what of them counts, only their author knows.

@returns what was changed, a line each.
*/
export const updateExpectations = async ({file, state, read}: UpdateOptions): Promise<readonly string[]> => {
	const text = await readFile(file, 'utf8');
	const document = parseDocument(text);
	const {nodes = {}, files = []} = (document.toJS() ?? {}) as Expectations;
	const changes: string[] = [];
	for (const [name, expected] of Object.entries(nodes)) {
		const status = combineStatuses(findNodes(state, name));
		if (status !== (typeof expected === 'string' ? expected : expected.status)) {
			document.setIn(typeof expected === 'string' ? ['nodes', name] : ['nodes', name, 'status'], status);
			changes.push(`${name} is expected to be ${status} now`);
		}
	}

	if (changes.length > 0) {
		await writeFile(file, String(document));
	}

	for (const {path: name, equals, csv} of files) {
		const local = equals ?? (typeof csv === 'string' ? csv : csv?.file);
		const bytes = local === undefined ? undefined : await read(name);
		if (local !== undefined && bytes !== undefined) {
			const target = path.resolve(path.dirname(file), local);
			refuseLinksOut(target);
			await writeFile(target, bytes);
			changes.push(`${local} has the contents of ${name} now`);
		}
	}

	return changes;
};

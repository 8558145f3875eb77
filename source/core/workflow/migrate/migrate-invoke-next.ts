import {isJsonObject} from '../json/json-object.js';

/** A target as FaaSr 1 wrote it: `F`, `F(3)`, `F[TRUE]`, `F[TRUE](3)` or `F(3)[TRUE]`. */
const target = /^(?<name>[^[(]+)(?:\((?<rank>\d+)\))?(?:\[(?<when>true|false)])?(?:\((?<lateRank>\d+)\))?$/i;

type Branch = 'True' | 'False';

const readTarget = (text: string, rename: (action: string) => string): {readonly when?: Branch; readonly text: string} => {
	const {name, rank, when, lateRank} = target.exec(text.trim())?.groups ?? {};
	if (name === undefined) {
		return {text};
	}

	const count = rank ?? lateRank;
	return {
		text: rename(name.trim()) + (count === undefined ? '' : `(${count})`),
		...(when !== undefined && {when: when.toLowerCase() === 'true' ? 'True' as const : 'False' as const}),
	};
};

const toList = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [value];

/**
Writes an `InvokeNext` of any version as FaaSr 2 wants it: a list of targets with at most one conditional, which comes last.

What is neither a text nor a conditional is left out; `validate` speaks of the targets that are wrong in themselves.
*/
export const migrateInvokeNext = (value: unknown, rename: (action: string) => string): ReadonlyArray<string | Readonly<Record<string, readonly string[]>>> => {
	const always: string[] = [];
	const branches: Record<Branch, string[]> = {True: [], False: []};
	for (const entry of value === undefined || value === null ? [] : toList(value)) {
		if (typeof entry === 'string' && entry.trim() !== '') {
			const {when, text} = readTarget(entry, rename);
			(when === undefined ? always : branches[when]).push(text);
		} else if (isJsonObject(entry)) {
			for (const when of ['True', 'False'] as const) {
				const targets = toList(entry[when] ?? []).filter(each => typeof each === 'string');
				branches[when].push(...targets.map(each => readTarget(each, rename).text));
			}
		}
	}

	const chosen = Object.fromEntries(Object.entries(branches).filter(([, targets]) => targets.length > 0));
	return [...always, ...Object.keys(chosen).length > 0 ? [chosen] : []];
};

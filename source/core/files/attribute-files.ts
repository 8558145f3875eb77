import {getLogFolder} from '../log/log-keys.js';
import {type WorkflowDocument} from '../workflow/document.js';
import {isInput, listActionTexts, namesFile, type ActionText} from './action-arguments.js';
import {type NodeWork, type TimeSpan} from './node-work.js';
import {type StoredFile, type WrittenFile} from './stored-file.js';

/** A log is written a moment after its last line, and a file a moment after its request (ms). */
const slackMs = 2000;

/** Two distances in time are told apart from here on (ms): most stores tell whole seconds. */
const getToleranceMs = (modifiedAt: number): number => modifiedAt % 1000 === 0 ? 1000 : 200;

const getDistance = (at: number, {from, to}: TimeSpan): number => Math.max(0, from - at, at - to);

/** The distance to the nearest of spans that follow one another: a log may have thousands of requests, and a run thousands of files. */
const getLeastDistance = (at: number, spans: readonly TimeSpan[]): number => {
	let [begun, end] = [0, spans.length];
	while (begun < end) {
		const middle = (begun + end) >>> 1; // eslint-disable-line no-bitwise -- half of it, rounded down
		[begun, end] = spans[middle]!.from <= at ? [middle + 1, end] : [begun, middle];
	}

	const [last, next] = [spans[begun - 1], spans[begun]];
	return Math.min(last === undefined ? Number.POSITIVE_INFINITY : getDistance(at, last), next === undefined ? Number.POSITIVE_INFINITY : getDistance(at, next));
};

/** Those nearest to a time, and those that cannot be told from them; none where all are too far away. */
const findNearest = (at: number, work: readonly NodeWork[], getDistanceTo: (one: NodeWork) => number): readonly NodeWork[] => {
	const distances = work.map(one => getDistanceTo(one));
	const limit = Math.min(slackMs, Math.min(...distances) + getToleranceMs(at));
	return work.filter((_, index) => distances[index]! <= limit);
};

/** How well an action's arguments lead to a key: 2 for naming the file itself, and 1 for naming a folder of it or how it begins. */
const rateName = (key: string, texts: readonly ActionText[]): number =>
	(texts.some(({path}) => namesFile(path, key)) ? 2 : 0) + (texts.some(({path}) => key.startsWith(path)) ? 1 : 0);

/** The best rated ones; all where the rating tells nothing apart. */
const keepBest = (work: readonly NodeWork[], rate: (one: NodeWork) => number): readonly NodeWork[] => {
	const rates = work.map(one => rate(one));
	const best = Math.max(...rates);
	return work.filter((_, index) => rates[index] === best);
};

/** A longer id is no other word by chance. */
const shortestId = 8;

/** Whether a key carries the InvocationID, not as a part of another word; an id that is a short word says nothing. */
export const carriesId = (key: string, id: string): boolean => {
	const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);
	if (id.length < shortestId) {
		return false;
	}

	for (let index = key.indexOf(id); index !== -1; index = key.indexOf(id, index + 1)) {
		if (!isWord(key[index - 1]) && !isWord(key[index + id.length])) {
			return true;
		}
	}

	return false;
};

export type AttributeOptions = {
	readonly document: WorkflowDocument;
	readonly invocationId: string;
	/** Of the nodes that have a log. */
	readonly work: readonly NodeWork[];
};

/**
Creates the way to tell whether the run wrote a file, and which of its nodes: `undefined` for one that it did not write.

A file is the run's when it was last written while a node was at work, or when its key carries the InvocationID. Whose it is, is
told by what remains of the nodes at work then: first those whose arguments name the file itself, of these those whose logs ask
to put a file at that moment, of these those whose arguments name its folder. FaaSr's logs and the marks of folders are left out.
*/
export const createAttribution = ({document, invocationId, work}: AttributeOptions): ((file: StoredFile) => WrittenFile | undefined) => {
	const logFolder = `${getLogFolder(document)}/`;
	const texts = listActionTexts(document).filter(text => text.path !== '' && !isInput(text));
	const textsOf = new Map(Object.keys(document.ActionList).map(name => [name, texts.filter(({action}) => action === name)] as const));
	const whole: TimeSpan = {from: Math.min(...work.map(({from}) => from)), to: Math.max(...work.map(({to}) => to))};

	const attribute = (key: string, at: number): Pick<WrittenFile, 'nodes' | 'sureness'> | undefined => {
		// Most of what a shared folder holds is of other days.
		const atWork = getDistance(at, whole) > slackMs ? [] : findNearest(at, work, one => getDistance(at, one));
		if (atWork.length === 0) {
			return undefined;
		}

		const rate = ({action}: NodeWork): number => rateName(key, textsOf.get(action)!);
		const spelled = keepBest(atWork, one => rate(one) >= 2 ? 1 : 0);
		const asked = new Set(findNearest(at, atWork, ({puts}) => getLeastDistance(at, puts)));
		const left = keepBest(keepBest(spelled, one => asked.has(one) ? 1 : 0), rate);
		const [first] = left;
		const nodes = left.map(({node}) => node);
		if (left.length > 1 || first === undefined) {
			return {nodes, sureness: 'time'};
		}

		if (asked.has(first) && asked.size === 1) {
			return {nodes, sureness: 'request'};
		}

		return {nodes, sureness: atWork.length > 1 || rate(first) >= 2 ? 'named' : 'time'};
	};

	return file => {
		const {key, modifiedAt} = file;
		if (key.startsWith(logFolder) || key.endsWith('/')) {
			return undefined;
		}

		const found = modifiedAt === undefined ? undefined : attribute(key, modifiedAt);
		if (found === undefined) {
			return carriesId(key, invocationId) ? {...file, nodes: [], sureness: 'id'} : undefined;
		}

		return {...file, ...found};
	};
};

import {type LineFlags} from './line-flags.js';

/** What is known of every line of the run without reading it, five bytes a line. */
export type LineTable = {
	readonly push: (flags: LineFlags, node: string) => void;
	readonly getFlags: (number: number) => LineFlags;
	readonly getNode: (number: number) => string;
	/** How many lines of this kind a node's log has. */
	readonly count: (node: string, isRunLog: boolean) => number;
	readonly clear: () => void;
};

const firstCapacity = 1024;

/** Numbers nodes in the order they come and counts their lines. */
const createNodeNumbers = () => {
	const names: string[] = [];
	const numbers = new Map<string, number>();
	return {
		getName: (number = -1): string => names[number] ?? '',
		getNumber(name: string): number {
			const known = numbers.get(name);
			if (known !== undefined) {
				return known;
			}

			numbers.set(name, names.length);
			return names.push(name) - 1;
		},
	};
};

/** Creates an empty table. It doubles when it is full, so that adding a line costs the same however many there are. */
export const createLineTable = (isRunLog: (flags: LineFlags) => boolean): LineTable => {
	let flagsOf = new Uint8Array(firstCapacity);
	let nodeOf = new Uint32Array(firstCapacity);
	let nodes = createNodeNumbers();
	let lineCount = 0;
	const counts = new Map<string, number>();
	const getKey = (node: string, isOfRunLog: boolean): string => `${isOfRunLog ? 'run' : 'log'} ${node}`;
	const grow = (): void => {
		const moreFlags = new Uint8Array(flagsOf.length * 2);
		moreFlags.set(flagsOf);
		flagsOf = moreFlags;
		const moreNodes = new Uint32Array(nodeOf.length * 2);
		moreNodes.set(nodeOf);
		nodeOf = moreNodes;
	};

	return {
		push(flags, node) {
			if (lineCount === flagsOf.length) {
				grow();
			}

			flagsOf[lineCount] = flags;
			nodeOf[lineCount] = nodes.getNumber(node);
			lineCount++;
			const key = getKey(node, isRunLog(flags));
			counts.set(key, (counts.get(key) ?? 0) + 1);
		},
		getFlags: number => flagsOf[number] ?? 0,
		getNode: number => nodes.getName(nodeOf[number]),
		count: (node, isOfRunLog) => counts.get(getKey(node, isOfRunLog)) ?? 0,
		clear() {
			flagsOf = new Uint8Array(firstCapacity);
			nodeOf = new Uint32Array(firstCapacity);
			nodes = createNodeNumbers();
			lineCount = 0;
			counts.clear();
		},
	};
};

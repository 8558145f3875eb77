import {type KeptLine} from '../../run/runner/log-entry.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {type LogPiece, type ShownLog} from './report-input.js';

/** Lines in the whole page: a browser opens so many in a second. */
const mostLines = 50_000;

/** Characters in the whole page. */
const mostCharacters = 4_000_000;

/** A node has as many, however many nodes there are. */
const fewestLines = 20;
const fewestCharacters = 4000;

const getLook = ({isNoise, errorPart, level}: KeptLine): LogPiece['look'] =>
	errorPart === 'error' || level === 'ERROR' || level === 'CRITICAL' ? 'error' : (isNoise ? 'noise' : 'plain');

const groupByNode = (lines: LogLines): ReadonlyMap<string, readonly KeptLine[]> => {
	const byNode = new Map<string, KeptLine[]>();
	for (const line of lines.read(lines.getFirst(), lines.getEnd())) {
		const known = byNode.get(line.node);
		if (known === undefined) {
			byNode.set(line.node, [line]);
		} else {
			known.push(line);
		}
	}

	return byNode;
};

/** The newest lines, as long as there is room. */
const takeNewest = (lines: readonly KeptLine[], count: number, characters: number): readonly KeptLine[] => {
	let room = characters;
	let first = lines.length;
	while (first > Math.max(0, lines.length - count) && room > 0) {
		first--;
		room -= lines[first]!.text.length + 1;
	}

	return lines.slice(first);
};

const joinPieces = (lines: readonly KeptLine[], clean: (text: string) => string): readonly LogPiece[] => {
	const pieces: Array<LogPiece & {readonly lines: string[]}> = [];
	for (const line of lines) {
		const look = getLook(line);
		const last = pieces.at(-1);
		const text = clean(line.text);
		if (last?.look === look) {
			last.lines.push(text);
		} else {
			pieces.push({look, lines: [text]});
		}
	}

	return pieces;
};

/** The newest lines of every node, printable and without secrets; of a run of many lines as many of each node. */
export const readShownLogs = (lines: LogLines, nodes: readonly string[], clean: (text: string) => string): ReadonlyMap<string, ShownLog> => {
	const byNode = groupByNode(lines);
	const share = (most: number, fewest: number): number => Math.max(fewest, Math.floor(most / Math.max(1, byNode.size)));
	const [count, characters] = [share(mostLines, fewestLines), share(mostCharacters, fewestCharacters)];
	return new Map(nodes.flatMap(node => {
		const all = byNode.get(node) ?? [];
		const shown = takeNewest(all, count, characters);
		// Older ones may not be in memory any more.
		const {gone} = lines.count(node, 'log');
		return shown.length === 0 ? [] : [[node, {pieces: joinPieces(shown, clean), count: shown.length, omittedCount: all.length - shown.length + gone}] as const];
	}));
};

import {type Evidence, type Neighbour, type NodeExplanation} from '../../core/run/explain-node.js';
import {listLocations, type ObjectLocation} from '../../core/run/object-locations.js';
import {type RunState, type SeenRun} from '../../core/run/run-state.js';
import {tellFailure} from '../../core/run/tell-failure.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {formatWallTime} from '../../core/text/format-wall-time.js';
import {cellWidth, fitCells, truncateCells} from '../frame/text/cell-width.js';
import {cleanUrl, renderLink} from '../frame/text/hyperlink.js';
import {type Field, renderFields} from '../frame/text/render-fields.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';
import {getOwnId} from '../../core/run/run-id.js';
import {type KnownFiles, renderNodeFiles} from './render-node-files.js';

export type DetailInput = {
	readonly explanation: NodeExplanation;
	readonly state: RunState;
	readonly columns: number;
	/** For the time a node has been at work. */
	readonly now: number;
	/** Runs have no page on the local cloud. */
	readonly hasRunPages: boolean;
	/** Absent before a trigger, and where nothing can be looked for. */
	readonly files?: KnownFiles | undefined;
	readonly cleanText: (text: string) => string;
};

const indent = '  ';
const timeWidth = 10;
const mostNeighbours = 40;
const mostRuns = 10;

const renderHeading = (text: string, {columns}: DetailInput, {paint, glyphs}: Theme): readonly string[] =>
	['', ` ${paint({isBold: true}, truncateCells(text, columns - 1, glyphs.ellipsis))}`];

/** What to do about a failure, and the user's own lines that led to it, or what FaaSr logged where it has none. */
const renderFailure = (input: DetailInput, theme: Theme): readonly string[] => {
	const {explanation: {node}, columns, cleanText} = input;
	const {cause} = node;
	const lines = node.status === 'FAILED' ? tellFailure(node) ?? [] : [];
	return [
		...(cause?.hint === undefined ? [] : wrapWords(cleanText(cause.hint), columns - 4).map(line => indent + line)),
		...(lines.length === 0 ? [] : renderHeading('Traceback', input, theme)),
		...lines.map(line => indent + truncateCells(cleanText(line), Math.max(1, columns - 4), theme.glyphs.ellipsis)),
	];
};

const renderState = ({explanation: {node, sentence}, columns, now, cleanText}: DetailInput, {statuses, paint, glyphs}: Theme): readonly string[] => {
	const {symbol, word, style} = statuses[node.status];
	const duration = node.startedAt === undefined ? '' : `, ${formatDuration((node.endedAt ?? now) - node.startedAt)}`;
	const first = truncateCells(`${symbol} ${word}${duration}`, columns - 1, glyphs.ellipsis);
	return [` ${paint(style, first)}`, ...wrapWords(cleanText(sentence), columns - 4).map(line => indent + line)];
};

const renderEvidence = ({at, text, isTrouble}: Evidence, {columns, cleanText}: DetailInput, {paint}: Theme): readonly string[] => {
	const time = at === undefined ? '' : formatWallTime(at);
	return wrapWords(cleanText(text), Math.max(8, columns - timeWidth - (2 * indent.length))).map((line, index) => {
		const cell = (index === 0 ? time : '').padEnd(timeWidth);
		return indent + paint({isDim: true}, cell) + (isTrouble === true ? paint({color: 'red'}, line) : line);
	});
};

const describeBranch = ({branch, isTaken}: Neighbour): string => {
	if (branch === undefined) {
		return '';
	}

	return `if ${branch}${isTaken === undefined ? '' : (isTaken ? ', taken' : ', not taken')}`;
};

const renderNeighbours = (title: string, neighbours: readonly Neighbour[], input: DetailInput, theme: Theme): readonly string[] => {
	const {columns, cleanText} = input;
	const {statuses, paint, glyphs} = theme;
	if (neighbours.length === 0) {
		return [...renderHeading(title, input, theme), `${indent}nothing`];
	}

	const shown = neighbours.slice(0, mostNeighbours);
	const names = shown.map(({id}) => cleanText(id));
	const nameWidth = Math.min(Math.max(...names.map(name => cellWidth(name))), Math.max(8, columns - 20));
	const rows = shown.map((neighbour, index) => {
		const {symbol, word, style} = statuses[neighbour.status];
		const name = fitCells(names[index] ?? '', nameWidth, glyphs.ellipsis);
		const rest = truncateCells(`${fitCells(word, 11, glyphs.ellipsis)} ${describeBranch(neighbour)}`.trimEnd(), columns - nameWidth - 6, glyphs.ellipsis);
		return `${indent}${paint(style, symbol)} ${name}  ${rest}`;
	});
	const restCount = neighbours.length - shown.length;
	return [...renderHeading(title, input, theme), ...rows, ...(restCount > 0 ? [`${indent}and ${restCount} more`] : [])];
};

const describeValue = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value);

const getArguments = ({explanation: {node}, state: {workflow}, cleanText}: DetailInput): readonly Field[] =>
	Object.entries(workflow.document.ActionList[node.action]?.Arguments ?? {})
		.map(([name, value]) => ({label: cleanText(name), text: cleanText(describeValue(value))}));

const getPlaceOfWork = ({explanation: {node}, state: {workflow}, cleanText}: DetailInput): readonly Field[] => {
	const action = workflow.actions.get(node.action);
	const {document} = workflow;
	if (action === undefined) {
		return [];
	}

	const server = document.ComputeServers[action.server];
	const repository = server?.UserName === undefined || server.ActionRepoName === undefined ? '' : ` ${server.UserName}/${server.ActionRepoName}`;
	const attempts = node.log?.attempts ?? 0;
	return [
		{label: 'function', text: `${action.functionName}${action.type === '' ? '' : ` (${action.type})`}`},
		...(node.rank === undefined ? [] : [{label: 'rank', text: `${node.rank} of ${action.rank}`}]),
		{label: 'server', text: `${action.server}${server === undefined ? '' : ` (${server.FaaSType}${repository})`}`},
		{label: 'container', text: document.ActionContainers?.[node.action] ?? 'none named: the default of its language'},
		...(attempts === 0 ? [] : [{label: 'attempts', text: String(attempts)}]),
	].map(({label, text}) => ({label, text: cleanText(text)}));
};

/** A run with its address, as a link where terminals know how; an address longer than the line is cut, the link is whole. */
const renderRun = ({id, status, conclusion, note, attempt, url}: SeenRun, {columns, cleanText, hasRunPages}: DetailInput, theme: Theme): string => {
	const words = [`run ${getOwnId(id)}`, conclusion ?? status.replace('_', ' '), ...(attempt !== undefined && attempt > 1 ? [`attempt ${attempt}`] : []), ...(note === undefined ? [] : [note])].join(', ');
	const head = truncateCells(cleanText(words), columns - 4, theme.glyphs.ellipsis);
	const target = hasRunPages && url !== undefined ? cleanUrl(cleanText(url)) : undefined;
	const room = columns - cellWidth(head) - 6;
	if (target === undefined || room < 12) {
		return indent + (target === undefined ? head : renderLink(head, target, theme));
	}

	const address = truncateCells(target, room, theme.glyphs.ellipsis);
	return `${indent}${head}  ${theme.paint({color: 'cyan'}, renderLink(address, target, theme))}`;
};

const placeNames = {log: 'log', done: '.done', candidate: 'candidate', lock: 'lock'} satisfies Record<ObjectLocation['kind'], string>;

/** Renders all that is known of a node: why it is in its state, its neighbours, what it works with and where its traces are. */
export const renderDetail = (input: DetailInput, theme: Theme): readonly string[] => {
	const {explanation, state, columns, files, cleanText} = input;
	const {evidence, predecessors, successors, runs, node} = explanation;
	const inputs = getArguments(input);
	const places = listLocations(node, state);
	const [place] = places;
	return [
		...renderState(input, theme),
		...renderFailure(input, theme),
		...(evidence.length === 0 ? [] : renderHeading('Evidence', input, theme)),
		...evidence.flatMap(one => renderEvidence(one, input, theme)),
		...renderNeighbours('Upstream', predecessors, input, theme),
		...renderNeighbours('Downstream', successors, input, theme),
		...renderHeading('Arguments', input, theme),
		...(inputs.length === 0 ? [`${indent}none`] : renderFields(inputs, columns, theme)),
		...(files === undefined || node.log === undefined ? [] : renderNodeFiles({node: node.id, files, columns, cleanText}, text => renderHeading(text, input, theme), theme)),
		...renderHeading('Where it runs', input, theme),
		...renderFields(getPlaceOfWork(input), columns, theme),
		...runs.slice(-mostRuns).map(run => renderRun(run, input, theme)),
		...(runs.length > mostRuns ? [`${indent}and ${runs.length - mostRuns} earlier ones`] : []),
		...(place === undefined ? [] : renderHeading(cleanText(`On S3, bucket ${place.bucket}`), input, theme)),
		...renderFields(places.map(({kind, key, bucket}) => ({
			label: placeNames[kind], text: cleanText(bucket === place?.bucket ? key : `${key} (bucket ${bucket})`),
		})), columns, theme),
	];
};

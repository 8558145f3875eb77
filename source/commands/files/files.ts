import {describeNodes} from '../../core/files/describe-nodes.js';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {formatDate} from '../../core/run/format-date.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {stringifySafely} from '../validate/render-json.js';
import {describeNoFiles, withFiles, type FilesOptions, type OpenFiles} from './open-files.js';

export type ListOptions = FilesOptions & {
	readonly isJson: boolean;
	/** Only what this node, or a node of this action, wrote. */
	readonly node: string | undefined;
};

const timeFormat = '%Y-%m-%d %H:%M:%S';

const renderTable = (files: readonly WrittenFile[], clean: (text: string) => string): string => {
	const rows = [
		['NODE', 'NAME', 'SIZE', 'TIME (UTC)', 'STORE'],
		...files.map(file => [describeNodes(file), clean(file.key), formatBytes(file.sizeBytes), file.modifiedAt === undefined ? '-' : formatDate(file.modifiedAt, timeFormat), clean(file.store)]),
	];
	const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]!.length)));
	const table = rows.map(row => row.map((cell, column) => column === 2 ? cell.padStart(widths[2]!) : cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd() + '\n').join('');
	return files.some(({sureness}) => sureness === 'time') ? `${table}?: written while this node was at work; nothing tells more.\n` : table;
};

const toEntry = ({nodes, modifiedAt, ...file}: WrittenFile) => ({
	...file,
	...(modifiedAt !== undefined && {modifiedAt: new Date(modifiedAt).toISOString()}),
	// The one that wrote it, where that is known.
	node: nodes.length === 1 ? nodes[0] : null,
	nodes,
});

const renderJson = (files: readonly WrittenFile[], {workflow, invocation, prefixes, stores, notes}: OpenFiles): string => `${stringifySafely({
	workflow: workflow.name, invocationId: invocation.id, timestamp: invocation.timestamp, files: files.map(file => toEntry(file)), prefixes, stores, notes,
})}\n`;

/** Lists what a run wrote. Resolves with the exit code. */
export const files = async (options: ListOptions): Promise<number> => withFiles(options, async open => {
	const {node, isJson, stdout} = options;
	const {clean} = open;
	const chosen = node === undefined ? undefined : new Set(open.listNodes(node));
	const wanted = open.files.filter(({nodes}) => chosen === undefined || nodes.some(one => chosen.has(one)));
	if (isJson) {
		stdout.write(renderJson(wanted, open));
	} else if (wanted.length === 0) {
		stdout.write(`${clean(open.files.length === 0 ? describeNoFiles(open) : `Run ${open.invocation.id} wrote ${open.files.length} files, none of which is of ${node}.`)}\n`);
	} else {
		stdout.write(renderTable(wanted, clean));
	}

	return exitCodes.completed;
});

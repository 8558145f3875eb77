import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {readPreview} from '../../../source/run/files/read-preview.js';
import {type RunFiles} from '../../../source/run/files/list-files.js';
import {type FileTools} from '../../../source/screen/files/file-tools.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';

/** When the first of the files was written; each is a second later. */
export const writtenAt = new Date(2026, 10, 23, 14, 2, 11).getTime();

export type FakeFileTools = FileTools & {
	/** What was asked for, in order. */
	readonly asked: string[];
	/** Of files that are found. */
	readonly found: RunFiles;
};

export type FakeFiles = {
	/** What is in each file, by its key, with its data store before a `:` where that is not `S3`. */
	readonly contents: Readonly<Record<string, string | Uint8Array>>;
	readonly changes?: Partial<FileTools>;
	/** What else was found. */
	readonly more?: Partial<RunFiles>;
	/** Whose each file is. @default one of three nodes after the other */
	readonly getNodes?: (key: string, index: number) => readonly string[];
};

const nodeNames = ['load', 'compute', 'plot'];

/** Files of a run in memory, and what the screen can do with them. */
export const createFakeFileTools = ({contents, changes = {}, more = {}, getNodes = (_, index) => [nodeNames[index % nodeNames.length]!]}: FakeFiles): FakeFileTools => {
	const asked: string[] = [];
	const buckets = new Map(['S3', 'Second'].map(name => [name, createInMemoryBucket(name)]));
	const files = Object.entries(contents).map(([name, content], index): WrittenFile => {
		const [, store = 'S3', key = name] = /^(?<store>\w+):(?<key>.*)$/su.exec(name) ?? [];
		buckets.get(store)!.put(key, content);
		return {
			store, key, sizeBytes: new TextEncoder().encode(typeof content === 'string' ? content : '').length + (typeof content === 'string' ? 0 : content.length), etag: `etag-${index}`,
			modifiedAt: writtenAt + (index * 1000), nodes: getNodes(key, index), sureness: 'request',
		};
	});
	const found: RunFiles = {files, reads: [], prefixes: ['data/'], stores: ['S3'], notes: [], ...more};
	return {
		asked,
		found,
		async list() {
			asked.push('list');
			return found;
		},
		async read(file) {
			asked.push(`read ${file.key}`);
			return readPreview(buckets.get(file.store)!, file);
		},
		async save(file, name) {
			asked.push(`save ${file.key} as ${name}`);
			return `/home/me/${name}`;
		},
		async saveAll(all, folder, onFile) {
			asked.push(`save ${all.map(({key}) => key).join(' ')} into ${folder}`);
			onFile(all.length);
			return `/home/me/${folder}`;
		},
		async open(file) {
			asked.push(`open ${file.key}`);
			return true;
		},
		...changes,
	};
};

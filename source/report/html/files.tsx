import {describeNodes} from '../../core/files/describe-nodes.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {type ReadFile, type ReadRunFiles} from '../../run/files/read-run-files.js';
import {PreviewBody, getPictureUrl} from './preview-body.js';
import {type ReportInput} from './report-input.js';

/** So many files have a line of their own. */
const mostFiles = 1000;

type Masks = Pick<ReportInput, 'clean' | 'mask'>;

const splitKey = (key: string): readonly [folder: string, name: string] => {
	const end = key.lastIndexOf('/') + 1;
	return [key.slice(0, end), key.slice(end)];
};

const describeKind = ({file: {sizeBytes}, preview}: ReadFile): string => [
	formatBytes(sizeBytes),
	...(preview === undefined ? [] : [preview.kind === 'picture' ? `${preview.type}, ${preview.width} × ${preview.height}` : preview.type]),
].join(', ');

/** A file that can be looked into is folded; a picture is open. */
const FileItem = ({entry, clean, mask}: {readonly entry: ReadFile} & Masks) => {
	const {file, preview, failure} = entry;
	const [, name] = splitKey(file.key);
	const url = getPictureUrl(entry, mask);
	const problem = preview?.problem ?? failure;
	const line = <><b>{clean(name)}</b> <span className='dim'>{describeKind(entry)}, {clean(describeNodes(file))}</span>{problem === undefined ? null : <span className='SKIPPED'>{` ${clean(problem)}`}</span>}</>;
	if (preview === undefined || (preview.kind === 'none' && url === undefined)) {
		return <p className='file'>{line}</p>;
	}

	return (
		<details className='file' open={url !== undefined}>
			<summary>{line}</summary>
			{url === undefined ? <PreviewBody name={clean(name)} preview={preview} clean={clean}/> : <img src={url} alt={`The picture ${clean(name)}`}/>}
		</details>
	);
};

type Folder = {readonly store: string; readonly folder: string; readonly entries: ReadFile[]};

/** Files of one folder of one store together, in their order. */
const groupFiles = (files: readonly ReadFile[]): readonly Folder[] => {
	const folders = new Map<string, Folder>();
	for (const entry of files) {
		const {store, key} = entry.file;
		const [folder] = splitKey(key);
		const id = JSON.stringify([store, folder]);
		const known = folders.get(id) ?? {store, folder, entries: []};
		known.entries.push(entry);
		folders.set(id, known);
	}

	return [...folders.values()];
};

/** What the run wrote, with what can be shown of it. */
export const Files = ({files: {files, notes}, clean, mask}: {readonly files: ReadRunFiles} & Masks) => (
	<section id='files' aria-labelledby='files-title'>
		<h2 id='files-title'>Files</h2>
		{notes.map((note, index) => <p key={index} className='note'>{clean(note)}</p>)}
		{groupFiles(files.slice(0, mostFiles)).map(({store, folder, entries}) => (
			<div key={`${store} ${folder}`}>
				<h3>{folder === '' ? 'At the top' : clean(folder)} <span className='dim'>in {clean(store)}</span></h3>
				{entries.map(entry => <FileItem key={entry.file.key} entry={entry} clean={clean} mask={mask}/>)}
			</div>
		))}
		{files.length <= mostFiles ? null : <p className='dim'>{`${files.length - mostFiles} more files are left out; "faasr-tui files" lists them.`}</p>}
	</section>
);

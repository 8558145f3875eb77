import {Buffer} from 'node:buffer';
import {Fragment} from 'react';
import {type MarkdownLine, type MarkdownSpan, type Preview} from '../../core/preview/preview.js';
import {type ReadFile} from '../../run/files/read-run-files.js';

/** Of a file's beginning so much is in the page. */
const mostLines = 200;
const mostCharacters = 20_000;
const mostColumns = 40;

type Clean = (text: string) => string;

/** As many lines as there is room for, and whether these are all. */
const fit = (lines: readonly string[]): {readonly shown: readonly string[]; readonly areAll: boolean} => {
	let room = mostCharacters;
	const end = lines.findIndex((line, index) => {
		room -= line.length + 1;
		return index >= mostLines || (room < 0 && index > 0);
	});
	return end === -1 ? {shown: lines, areAll: true} : {shown: lines.slice(0, end), areAll: false};
};

const Rest = ({isShown}: {readonly isShown: boolean}) => isShown ? <p className='dim'>Only its beginning is shown.</p> : null;

const Lines = ({lines, isCut, clean}: {readonly lines: readonly string[]; readonly isCut: boolean; readonly clean: Clean}) => {
	const {shown, areAll} = fit(lines.slice(0, mostLines + 1).map(line => clean(line)));
	return <><pre>{shown.join('\n')}</pre><Rest isShown={isCut || !areAll}/></>;
};

const Table = ({name, preview: {header, rows, areNumbers, isCut}, clean}: {readonly name: string; readonly preview: Extract<Preview, {readonly kind: 'table'}>; readonly clean: Clean}) => {
	const cut = (row: readonly string[]): readonly string[] => row.slice(0, mostColumns).map(cell => clean(cell));
	const cells = rows.slice(0, mostLines + 1).map(row => cut(row));
	const {shown, areAll} = fit(cells.map(row => row.join(' ')));
	const getClass = (column: number): string | undefined => areNumbers[column] === true ? 'number' : undefined;
	const isWhole = areAll && !isCut && rows.every(({length}) => length <= mostColumns);
	return (
		<>
			<div className='wide'>
				<table className='data' aria-label={`Content of ${name}`}>
					{header === undefined ? null : <thead><tr>{cut(header).map((cell, column) => <th key={column} scope='col' className={getClass(column)}>{cell}</th>)}</tr></thead>}
					<tbody>{cells.slice(0, shown.length).map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column} className={getClass(column)}>{cell}</td>)}</tr>)}</tbody>
				</table>
			</div>
			<Rest isShown={!isWhole}/>
		</>
	);
};

const styles = {strong: 'strong', emphasis: 'em', code: 'code'} as const;

const Span = ({span: {text, style}, clean}: {readonly span: MarkdownSpan; readonly clean: Clean}) => {
	// A blank between two spans is part of one.
	const shown = `${/^\s/.test(text) ? ' ' : ''}${clean(text.trim())}${/\S\s+$/.test(text) ? ' ' : ''}`;
	const Style = style === undefined || style === 'link' ? Fragment : styles[style];
	return <Style>{shown}</Style>;
};

const indent = (depth: number): string => '\u00A0'.repeat(4 * Math.min(depth, 8));

const MarkdownText = ({line: {style, marker, depth = 0, spans}, clean}: {readonly line: MarkdownLine; readonly clean: Clean}) => {
	const text = spans.map((span, index) => <Span key={index} span={span} clean={clean}/>);
	if (style === 'rule') {
		return <hr/>;
	}

	return <div className={`md-${style}`}>{style === 'item' ? `${indent(depth)}${marker ?? '-'} ` : ''}{text.length === 0 ? '\u00A0' : text}</div>;
};

const Markdown = ({lines, isCut, clean}: {readonly lines: readonly MarkdownLine[]; readonly isCut: boolean; readonly clean: Clean}) => {
	const {shown, areAll} = fit(lines.slice(0, mostLines + 1).map(({spans}) => spans.map(({text}) => text).join('')));
	return <><div className='markdown'>{lines.slice(0, shown.length).map((line, index) => <MarkdownText key={index} line={line} clean={clean}/>)}</div><Rest isShown={isCut || !areAll}/></>;
};

/** A drawing of text: its script does not run in an `img`, and what it would load is refused. */
const isSvg = ({key}: {readonly key: string}, preview: Preview): preview is Extract<Preview, {readonly kind: 'text' | 'json'}> =>
	key.toLowerCase().endsWith('.svg') && preview.kind === 'text' && !preview.isCut && preview.lines.some(line => line.includes('<svg'));

const toDataUrl = (type: string, bytes: Uint8Array | string): string => `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;

/** The picture that a file is, as an address that holds it; nothing for what is no picture, or is not in the page. */
export const getPictureUrl = ({file, preview, picture}: ReadFile, mask: Clean): string | undefined => {
	if (preview?.kind === 'picture' && picture !== undefined) {
		return toDataUrl(preview.format, picture);
	}

	return preview !== undefined && isSvg(file, preview) ? toDataUrl('svg+xml', mask(preview.lines.join('\n'))) : undefined;
};

/** What of a file is shown, whatever it is; nothing where there is no more to see than its type. */
export const PreviewBody = ({name, preview, clean}: {readonly name: string; readonly preview: Preview; readonly clean: Clean}) => {
	switch (preview.kind) {
		case 'text':
		case 'json': {
			return <Lines lines={preview.lines} isCut={preview.isCut} clean={clean}/>;
		}

		case 'table': {
			return <Table name={name} preview={preview} clean={clean}/>;
		}

		case 'markdown': {
			return <Markdown lines={preview.lines} isCut={preview.isCut} clean={clean}/>;
		}

		case 'picture': {
			return <p className='dim'>The picture is too large for this page.</p>;
		}

		case 'none': {
			return null;
		}
	}
};

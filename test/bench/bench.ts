/*
`npm run bench` prints one table of what was promised and what was measured; `npm run bench -- name` one row, or the rows
whose names begin with it, with their details; `--json` prints it for programs, and `--write` writes docs/performance.md.
Ends with 1 when a goal is missed.
*/
import fs from 'node:fs';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {loadRows} from './load-rows.js';
import {chooseRows, measureRows} from './measure-rows.js';
import {renderPage} from './render-page.js';
import {renderDetails, renderTable} from './render-table.js';

const {values: {json, write}, positionals: names} = parseArgs({
	options: {json: {type: 'boolean', default: false}, write: {type: 'boolean', default: false}},
	allowPositionals: true,
});

const isPart = write && names.length > 0;
const rows = isPart ? [] : chooseRows(await loadRows(), names);
if (isPart) {
	process.stderr.write('--write measures every row: name none.\n');
	process.exitCode = 2;
} else if (rows.length === 0) {
	process.stderr.write(`No row is called ${names.join(', ')}. There are:\n${(await loadRows()).map(({name}) => `  ${name}\n`).join('')}`);
	process.exitCode = 2;
}

const measured = await measureRows(rows, ({name, figure, met, details = []}, durationMs) => {
	process.stderr.write(`${met ? 'met   ' : 'MISSED'} ${name}: ${figure} (${(durationMs / 1000).toFixed(1)} s)\n`);
	if (!met && names.length === 0) {
		process.stderr.write(details.map(line => `         ${line}\n`).join(''));
	}
});

if (json) {
	process.stdout.write(`${JSON.stringify(measured, undefined, '\t')}\n`);
} else if (measured.length > 0) {
	process.stdout.write(`${names.length > 0 ? measured.map(row => renderDetails(row)).join('\n\n') : `\n${renderTable(measured)}`}\n`);
}

if (write && !isPart) {
	fs.writeFileSync(new URL('../../docs/performance.md', import.meta.url), renderPage(measured));
}

if (measured.some(({met}) => !met)) {
	process.exitCode = 1;
}

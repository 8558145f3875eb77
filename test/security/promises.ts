import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {projectFolder} from '../support/cli/run-bin.js';

const page = fs.readFileSync(path.join(projectFolder, 'docs/security.md'), 'utf8');

t.test('each promise of docs/security.md names a test that is there', async t => {
	const rows = [...page.matchAll(/^\| (?<promise>[^|]+) \| (?<tests>`test\/[^|]+`) \|$/gmu)];
	t.ok(rows.length >= 15);
	for (const {groups} of rows) {
		for (const [, file = ''] of groups!['tests']!.matchAll(/`(test\/[^`]+)`/gu)) {
			t.ok(fs.existsSync(path.join(projectFolder, file)), file);
		}
	}

	const promised = page.slice(page.indexOf('## Promises'), page.indexOf('## Functions run as you')).split('\n').filter(line => line.startsWith('| ')).slice(1);
	t.equal(promised.length, rows.length, 'no row without a test');
});

t.test('README leads to it', async t => {
	t.match(fs.readFileSync(path.join(projectFolder, 'README.md'), 'utf8'), '(docs/security.md)');
});

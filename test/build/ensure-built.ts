import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {projectFolder} from '../support/cli/run-bin.js';

t.test('the program is bundled when it is missing or older than a source, with one line, and left alone otherwise', async t => {
	const folder = t.testdir({
		'package.json': '{"type": "module"}',
		source: {
			'cli.ts': '',
			build: {
				'copy-assets.mjs': '',
				'bundle.mjs': 'import fs from "node:fs"; fs.mkdirSync("dist/bin", {recursive: true}); fs.writeFileSync("dist/bin/faasr-tui.js", "");',
			},
		},
	});
	const script = path.join(folder, 'source/build/ensure-built.mjs');
	fs.copyFileSync(path.join(projectFolder, 'source/build/ensure-built.mjs'), script);
	const run = (): string => {
		const {status, stderr, stdout} = spawnSync(process.execPath, [script], {cwd: folder, encoding: 'utf8'});
		t.equal(status, 0);
		t.equal(stdout, '');
		return stderr;
	};

	t.match(run(), /^Building faasr-tui .*\n$/u);
	t.ok(fs.existsSync(path.join(folder, 'dist/bin/faasr-tui.js')));
	const later = new Date(Date.now() + 10_000);
	fs.utimesSync(path.join(folder, 'dist/bin/faasr-tui.js'), later, later);
	t.equal(run(), '');
	const muchLater = new Date(Date.now() + 20_000);
	fs.utimesSync(path.join(folder, 'source/cli.ts'), muchLater, muchLater);
	t.match(run(), /^Building faasr-tui/u);
});

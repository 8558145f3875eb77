import fs from 'node:fs';
import path from 'node:path';
import {Writable} from 'node:stream';
import t from 'tap';
import {createProcessOutput} from '../../source/environment/process-output.js';
import {wantsColor} from '../../source/environment/wants-color.js';
import {makeFolder} from '../support/make-folder.js';

t.test('FORCE_COLOR decides on colours, then NO_COLOR, then whether it is a terminal that has any', async t => {
	const cases: ReadonlyArray<readonly [Record<string, string>, boolean, boolean]> = [
		[{}, true, true],
		[{}, false, false],
		[{TERM: 'dumb'}, true, false],
		[{NO_COLOR: '1'}, true, false],
		[{NO_COLOR: ''}, true, true],
		[{FORCE_COLOR: '1'}, false, true],
		[{FORCE_COLOR: ''}, false, true],
		[{FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb'}, true, true],
		[{FORCE_COLOR: '0'}, true, false],
		[{FORCE_COLOR: 'false'}, true, false],
	];
	for (const [env, isTTY, expected] of cases) {
		t.equal(createProcessOutput({isTTY} as NodeJS.WriteStream, env).hasColor, expected, `${JSON.stringify(env)} ${isTTY}`);
	}

	t.equal(wantsColor({}), true, 'a terminal unless said otherwise');
});

t.test('in a job of GitHub Actions only what is meant as a command is one, on stdout and on stderr', async t => {
	const written: string[] = [];
	const stream = {
		write(text: string) {
			written.push(text);
			return true;
		},
	} as unknown as NodeJS.WriteStream;
	for (const env of [{GITHUB_ACTIONS: 'true'}, {}]) {
		const output = createProcessOutput(stream, env);
		output.write('::error::x\n ::warning::y ##[error]z\n');
		output.writeCommands?.('::group::a\n');
	}

	t.same(written, [': :error::x\n : :warning::y # #[error]z\n', '::group::a\n', '::error::x\n ::warning::y ##[error]z\n', '::group::a\n']);
});

t.test('a file is no log of a job, whatever else may be', async t => {
	const file = fs.openSync(path.join(makeFolder(t), 'out'), 'w');
	t.teardown(() => {
		fs.closeSync(file);
	});
	const looks = (fd: number | undefined, env: Readonly<Record<string, string>>) => createProcessOutput({fd} as unknown as NodeJS.WriteStream, env).mayBeJobLog;
	t.strictSame([looks(file, {GITHUB_ACTIONS: 'true'}), looks(file, {})], [false, false]);
	for (const env of [{GITHUB_ACTIONS: 'true'}, {TF_BUILD: 'True'}, {TEAMCITY_VERSION: '1'}]) {
		t.equal(looks(undefined, env), true);
	}

	t.equal(looks(undefined, {}), false);
	t.equal(looks(1_000_000, {GITHUB_ACTIONS: 'true'}), true, 'what cannot be looked at');
});

t.test('bytes pass as they are, one after the other, until nobody reads them', async t => {
	const written: Uint8Array[] = [];
	const stream = new Writable({
		write(bytes: Uint8Array, _encoding, done) {
			written.push(bytes);
			done(written.length > 1 ? new Error('EPIPE') : null);
		},
	});
	stream.on('error', () => undefined);
	const {writeBytes} = createProcessOutput(stream as unknown as NodeJS.WriteStream, {GITHUB_ACTIONS: 'true'});
	t.equal(await writeBytes!(new TextEncoder().encode('::error::\u001B')), true);
	t.equal(String(written[0]), '::error::\u001B');
	t.equal(await writeBytes!(new Uint8Array(1)), false);
});

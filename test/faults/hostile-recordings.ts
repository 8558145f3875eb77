import fs from 'node:fs';
import t from 'tap';
import {replayCi} from '../../source/commands/replay/replay-ci.js';
import {isFaasrTuiError} from '../../source/ports/errors/faasr-tui-error.js';
import {parseRecording} from '../../source/report/recording/read-recording.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../support/memory-output.js';
import {findReportProblems} from '../support/reporters/junit-schema.js';

type Line = Readonly<Record<string, unknown>>;

const lines = fs.readFileSync(new URL('../support/recording/failing.ndjson', import.meta.url), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as Line);

/** A title, the clipboard, C1, a line break with a command, a forged verdict, the end of CDATA, a right-to-left mark. */
const poison = '\u001B]0;PWN\u0007\u001B]52;c;cHdu\u0007\u009B31m\n::error::forged\n[COMPLETED] completed=9 failed=0\n<b>]]>&amp;\u0000\u202E"\'`$(id)';

/** Fields whose values are words of the format: with others a recording is refused. */
const words = new Set(['type', 'format', 'version', 'status', 'from', 'phase', 'outcome', 'level', 'kind', 'when', 'reason', 'code']);
const names = new Set(['id', 'node', 'name', 'action', 'to', 'entry']);

const poisonAll = (value: unknown, {key = '', hasNames = false}: {readonly key?: string; readonly hasNames?: boolean} = {}): unknown => {
	if (typeof value === 'string') {
		return words.has(key) || (names.has(key) && !hasNames) ? value : value + poison;
	}

	if (Array.isArray(value)) {
		return value.map((item: unknown) => poisonAll(item, {key, hasNames}));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisonAll(item, {key: name, hasNames})]))
		: value;
};

const play = async (recording: string, reporter: string): Promise<{readonly code: number; readonly stdout: string}> => {
	const stdout = createMemoryOutput();
	const code = await replayCi({
		file: 'r.ndjson', isCi: true, events: parseRecording('r.ndjson', recording), speed: undefined, reporters: [reporter], env: {}, stdout, stderr: stdout, clock: createVirtualClock(), signals: {onSignal: () => () => undefined},
	});
	return {code, stdout: stdout.read()};
};

const toText = (changed: readonly unknown[]): string => changed.map(line => typeof line === 'string' ? line : JSON.stringify(line)).join('\n');

type Assertions = Pick<typeof t, 'ok' | 'same' | 'notMatch'>;

const check: Readonly<Record<string, (t: Assertions, stdout: string) => void>> = {
	json(t, stdout) {
		t.ok(stdout.trimEnd().split('\n').every(line => typeof JSON.parse(line) === 'object'));
	},
	junit(t, stdout) {
		t.same(findReportProblems(stdout), []);
	},
	github(t, stdout) {
		t.notMatch(stdout.replaceAll(/^::stop-commands::(\S+)\n[^]*?^::\1::$/gmu, ''), /^\s*::error::forged/mu, 'commands of others stand where none are obeyed');
	},
};

for (const hasNames of [false, true]) {
	for (const reporter of ['lines', 'github', 'json', 'junit']) {
		t.test(`hostile texts${hasNames ? ' and names' : ''} in a recording command nobody: ${reporter}`, async t => {
			const poisoned = lines.map((line, index) => {
				const changed = index === 0 ? line : poisonAll(line, {hasNames}) as Line;
				// The document has rules of its own for what it takes.
				return index === 1 ? {...changed, document: line['document'], nodes: line['nodes']} : changed;
			});
			const {stdout, code} = await play(toText(poisoned), reporter);
			t.equal(code, 1);
			t.notMatch(stdout, /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/u, 'no control'); // eslint-disable-line no-control-regex
			t.notMatch(stdout, /^\[COMPLETED\] completed=9/mu, 'no forged verdict');
			t.match(stdout, 'error::forged', 'the texts are there');
			check[reporter]?.(t, stdout);
		});
	}
}

const change = (isWanted: (line: Line, index: number) => boolean, fields: Readonly<Record<string, unknown>>): readonly unknown[] =>
	lines.map((line, index) => isWanted(line, index) ? {...line, ...fields} : line);
const isSnapshot = (_: Line, index: number): boolean => index === 1;
const isResult = ({type}: Line): boolean => type === 'result';

const odd: Readonly<Record<string, readonly unknown[]>> = {
	'a prototype': lines.map((line, index) => index === 1 ? JSON.stringify(line).replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},') : line),
	'no nodes': change(isSnapshot, {nodes: null}),
	'no document': change(isSnapshot, {document: null}),
	'a run of odd types': change(isSnapshot, {run: {outcome: 'IDLE', triggeredAt: 'x', invocation: 5, watchFailures: 7}}),
	'times beyond all bounds': change(({at}) => at !== undefined, {at: 1e300}),
	'times that are texts': change(({at}) => at !== undefined, {at: 'x'}),
	'an exit code that is a text': change(isResult, {exitCode: 'rm'}),
	'an exit code of which the last eight bits are success': change(isResult, {exitCode: 256}),
	'an outcome that is none': change(isResult, {outcome: '<script>'}),
	'a status that every object has': lines.map(line => typeof line['node'] === 'object' ? {...line, node: {...line['node'], status: '__proto__'}} : line),
	'lines that are none': change(({lines: grown}) => grown !== undefined, {lines: [null, 5, {node: {}, text: {}}]}),
	'a depth of two hundred thousand': [...lines.slice(0, 2), `{"type":"note","at":1,"message":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
	nothing: [''],
};

for (const [what, changed] of Object.entries(odd)) {
	t.test(`a recording with ${what} is played or refused in one sentence`, async t => {
		for (const reporter of ['lines', 'junit']) {
			try {
				const {code} = await play(toText(changed), reporter);
				t.ok(code >= 0 && code < 256 && code !== 70, `exit code ${code}`);
			} catch (error) {
				t.ok(isFaasrTuiError(error), String(error));
				t.match(error, {code: 'usage'});
			}
		}

		t.notOk('polluted' in {});
	});
}

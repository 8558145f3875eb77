import t from 'tap';
import {FaasrTuiError} from '../../source/ports/errors/faasr-tui-error.js';
import {chooseReporters, type ReporterOptions} from '../../source/report/choose-reporters.js';

type Choice = readonly [title: string, wish: Partial<ReporterOptions>, expected: readonly unknown[]];

const choices: readonly Choice[] = [
	['lines alone', {}, [{name: 'lines'}]],
	['github alone on GitHub Actions', {isGithubActions: true}, [{name: 'github'}]],
	['what is asked for, also on GitHub Actions', {flags: ['json'], isGithubActions: true}, [{name: 'json'}]],
	['lines beside a file', {flags: ['junit=report.xml']}, [{name: 'lines'}, {name: 'junit', file: 'report.xml'}]],
	['github beside a file on GitHub Actions', {flags: ['junit=a=b.xml'], isGithubActions: true}, [{name: 'github'}, {name: 'junit', file: 'a=b.xml'}]],
	['several at once', {flags: ['github', 'json=r.ndjson', 'junit=r.xml']}, [{name: 'github'}, {name: 'json', file: 'r.ndjson'}, {name: 'junit', file: 'r.xml'}]],
	['a recording beside what is shown', {eventsFile: 'r.ndjson'}, [{name: 'lines'}, {name: 'json', file: 'r.ndjson'}]],
];

for (const [title, wish, expected] of choices) {
	t.test(`chosen: ${title}`, async t => {
		t.same(chooseReporters({flags: [], isGithubActions: false, ...wish}), expected);
	});
}

type Refusal = readonly [title: string, wish: Partial<ReporterOptions>, message: RegExp, hint: RegExp];

const refusals: readonly Refusal[] = [
	['an unknown name', {flags: ['tap']}, /Unknown reporter "?tap/u, /lines, .*junit/u],
	['no file behind the sign', {flags: ['junit=']}, /junit has no file/u, /junit=FILE/u],
	['two on stdout', {flags: ['lines', 'json']}, /lines and json would both write to stdout/u, /--reporter json=FILE/u],
	['the same twice', {flags: ['json', 'json']}, /json and json would both write to stdout/u, /FILE/u],
	['two in one file', {flags: ['json=a'], eventsFile: 'a'}, /both write to the file a/u, /FILE/u],
];

for (const [title, wish, message, hint] of refusals) {
	t.test(`refused with a sentence and exit code 2: ${title}`, async t => {
		try {
			chooseReporters({flags: [], isGithubActions: false, ...wish});
			t.fail('nothing was thrown');
		} catch (error) {
			t.ok(error instanceof FaasrTuiError);
			const {message: said, hint: advice, code} = error as FaasrTuiError;
			t.match(said, message);
			t.match(advice, hint);
			t.equal(code, 'usage');
		}
	});
}

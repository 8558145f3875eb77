import t from 'tap';
import {recogniseOldDialect} from '../../../source/core/workflow/dialect.js';

t.test('old documents are told apart', async t => {
	const cases: ReadonlyArray<readonly [document: unknown, code: string | undefined]> = [
		[{FunctionList: {}}, 'version-1-document'],
		[{FunctionList: {a: {FunctionName: 'a'}}}, 'version-1-document'],
		[{FunctionList: {a: {Actionname: 'a'}}}, 'version-0-document'],
		[{FunctionList: {}, LoggingServer: 'S3'}, 'version-0-document'],
		[{FunctionList: {}, ComputeServers: {a: {RepoName: 'x'}}}, 'version-0-document'],
		[{FunctionList: [], LoggingServer: 'S3'}, undefined],
		[{FunctionList: {}, ActionList: {}}, undefined],
		[{}, undefined],
		[[], undefined],
		[null, undefined],
	];
	for (const [document, code] of cases) {
		t.equal(recogniseOldDialect(document)?.code, code, JSON.stringify(document));
	}
});

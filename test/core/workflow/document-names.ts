import t from 'tap';
import {listDocumentNames} from '../../../source/core/workflow/document-names.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';

t.test('every name that a document gives is listed once', async t => {
	const names = listDocumentNames({
		WorkflowName: 'flow',
		ActionList: {start: {FunctionName: 'load', FaaSServer: 'GH'}, end: {FunctionName: 'load', FaaSServer: 'GH'}},
		ComputeServers: {GH: {FaaSType: 'GitHubActions'}},
		DataStores: {S3: {Bucket: 'b'}},
		FunctionGitRepo: {load: ['me/repo/functions', 'me/repo/more.py']},
		FunctionLocalFile: {load: 'src/load.R'},
	});
	t.same(names, ['flow', 'start', 'end', 'load', 'me/repo/functions', 'me/repo/more.py', 'src/load.R', 'functions', 'more.py', 'load.R']);
});

t.test('what is no document has none', async t => {
	t.same(listDocumentNames({}), []);
	const odd: unknown = {WorkflowName: 7, ActionList: {a: null, b: {FunctionName: 3}, 'p@ss+w/ord=': {FunctionName: 'a\nb'}}, FunctionGitRepo: {f: [1, '']}, FunctionLocalFile: []};
	t.same(listDocumentNames(odd as Partial<WorkflowDocument>), ['a', 'b']);
});

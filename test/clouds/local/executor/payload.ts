import t from 'tap';
import {type WorkflowDocument} from '../../../../source/core/workflow/document.js';
import {createPayload} from '../../../../source/clouds/local/executor/payload.js';

const written = '{"ActionList": {"a": {"Arguments": {"x": 33.0}}, "b": {}}}';
const rows: ReadonlyArray<{readonly of: string; readonly overwritten: string; readonly action: string; readonly text: string}> = [
	{of: 'an action of the document', overwritten: '{}', action: 'a', text: '{"x": 33.0}'},
	{of: 'an action without any', overwritten: '{}', action: 'b', text: '{}'},
	{of: 'an action that is not there', overwritten: '{}', action: 'c', text: '{}'},
	{of: 'an action that OVERWRITTEN has, too', overwritten: '{"ActionList": {"a": {"Arguments": {"x": 1e3}}}}', action: 'a', text: '{"x": 1e3}'},
];

for (const {of, overwritten, action, text} of rows) {
	t.test(`the arguments of ${of} are ${text}`, async t => {
		const payload = createPayload('', JSON.parse(written) as WorkflowDocument, JSON.parse(overwritten) as Record<string, unknown>, {document: written, overwritten});
		t.equal(payload.getArgumentsText(action), text);
	});
}

t.test('without the texts the arguments are written anew', async t => {
	const payload = createPayload('', JSON.parse(written) as WorkflowDocument, {});
	t.equal(payload.getArgumentsText('a'), '{"x":33}');
});

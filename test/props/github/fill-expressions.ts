import t from 'tap';
import {fillExpressions} from '../../support/github/fill-expressions.js';

const contexts = {inputs: {json: '{"Id": "a", "rank": 2, "none": null}', text: 'plain'}, github: {event: {inputs: {text: 'deep'}}}};

const table: ReadonlyArray<readonly [source: string, value: string]> = [
	['no expression', 'no expression'],
	['${{ inputs.text }}-${{ github.event.inputs.TEXT }}', 'plain-deep'], // eslint-disable-line no-template-curly-in-string
	['${{ fromJSON(inputs.json).id }}', 'a'], // eslint-disable-line no-template-curly-in-string
	['${{ fromJSON(inputs.json).none || \'it\'\'s nothing\' }}', 'it\'s nothing'], // eslint-disable-line no-template-curly-in-string
	['${{ format(\'{0} {{x}} {1}\', inputs.text, fromJSON(inputs.json).rank) }}', 'plain {x} 2'], // eslint-disable-line no-template-curly-in-string
	['${{ startsWith(inputs.text, \'{\') && fromJSON(inputs.text) || \'guarded\' }}', 'guarded'], // eslint-disable-line no-template-curly-in-string
	['${{ !inputs.absent && (1 == 2 || \'A\' == \'a\') }}', 'true'], // eslint-disable-line no-template-curly-in-string
	['${{ inputs.absent.deeper }}', ''], // eslint-disable-line no-template-curly-in-string
	['${{ inputs }}', 'Object'], // eslint-disable-line no-template-curly-in-string
];

for (const [source, value] of table) {
	t.test(`${source} reads ${JSON.stringify(value)}`, async t => {
		t.equal(fillExpressions(source, contexts), value);
	});
}

t.test('what GitHub refuses throws', async t => {
	for (const source of ['fromJSON(inputs.text)', 'nope(1)', '(1', '1 2', '#', 'format(\'{1}\', 1)']) {
		t.throws(() => fillExpressions(`\${{ ${source} }}`, contexts), source);
	}
});

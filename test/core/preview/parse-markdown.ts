import t from 'tap';
import {parseMarkdown} from '../../../source/core/preview/parse-markdown.js';

t.test('lines are told apart', async t => {
	t.strictSame(parseMarkdown(['## Two ##', '', '- one', '  * two', '10. ten', '> said', '---', 'plain', '#no heading']), [
		{style: 'heading', level: 2, spans: [{text: 'Two'}]},
		{style: 'text', spans: []},
		{style: 'item', marker: '-', depth: 0, spans: [{text: 'one'}]},
		{style: 'item', marker: '-', depth: 1, spans: [{text: 'two'}]},
		{style: 'item', marker: '10.', depth: 0, spans: [{text: 'ten'}]},
		{style: 'quote', spans: [{text: 'said'}]},
		{style: 'rule', spans: []},
		{style: 'text', spans: [{text: 'plain'}]},
		{style: 'text', spans: [{text: '#no heading'}]},
	]);
});

t.test('code stays as it is', async t => {
	t.strictSame(parseMarkdown(['```r', '# no heading', '', '```', '`x <- 1`']), [
		{style: 'code', spans: [{text: '# no heading'}]},
		{style: 'code', spans: []},
		{style: 'text', spans: [{text: 'x <- 1', style: 'code'}]},
	]);
});

t.test('strong, emphasis and links within a line', async t => {
	t.strictSame(parseMarkdown(['a **b** and *c* or _d_: [e](https://f) ![g](h.png)'])[0]!.spans, [
		{text: 'a '}, {text: 'b', style: 'strong'}, {text: ' and '}, {text: 'c', style: 'emphasis'}, {text: ' or '}, {text: 'd', style: 'emphasis'}, {text: ': '},
		{text: 'e', style: 'link'}, {text: ' (https://f)'}, {text: ' '}, {text: 'g', style: 'link'}, {text: ' (h.png)'},
	]);
	t.strictSame(parseMarkdown(['snake_case_name 2 * 3 * 4 [x]()'])[0]!.spans, [{text: 'snake_case_name 2 * 3 * 4 '}, {text: 'x', style: 'link'}]);
});

import t from 'tap';
import {parseCsv} from '../../../source/core/text/parse-csv.js';

for (const [name, text, rows] of [
	['plain cells', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
	['a last row without a line end', 'a\r\nb', [['a'], ['b']]],
	['empty cells', ',\n,', [['', ''], ['', '']]],
	['quotes', '"a,""b""\nc",d\n', [['a,"b"\nc', 'd']]],
	['an empty line', 'a\n\nb\n', [['a'], [''], ['b']]],
	['text behind a quote, and a quote that is not closed', '"a"b,c\n"d\n', [['"a"b', 'c'], ['"d']]],
	['a lone carriage return', 'a\rb,c\nd\n', [['a\rb,c'], ['d']]],
	['nothing', '', []],
] as const) {
	t.test(`CSV with ${name} is read`, async t => {
		t.same(parseCsv(text), rows);
	});
}

t.test('a file that opens with another delimiter than a comma is read by that one', async t => {
	t.same(parseCsv('a;b,c\n1;2\n', ';'), [['a', 'b,c'], ['1', '2']]);
	t.same(parseCsv('a\tb\n', '\t'), [['a', 'b']]);
});

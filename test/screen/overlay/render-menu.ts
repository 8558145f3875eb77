import t from 'tap';
import {filterItems} from '../../../source/screen/overlay/filter-items.js';
import {type MenuItem} from '../../../source/screen/overlay/menu-item.js';
import {renderMenu} from '../../../source/screen/overlay/render-menu.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {asciiTheme, plainTheme} from '../themes.js';

const items: readonly MenuItem[] = [
	{id: 'trigger', key: 't', label: 'trigger', hint: 'trigger the workflow'},
	{id: 'toggle-noise', key: 'd', label: 'toggle-noise', hint: 'show or hide what FaaSr logs about itself'},
	{id: 'show-node-log', key: 'enter', label: 'show-node-log', hint: 'log of the selected node'},
	{id: 'rerun', key: 'r', label: 'rerun', hint: 'run all of it again', obstacle: 'The run goes on.'},
];

t.test('typing finds words, parts of words, letters apart, keys and what is said of an item', async t => {
	const cases: ReadonlyArray<readonly [string, readonly string[]]> = [
		['', ['trigger', 'toggle-noise', 'show-node-log', 'rerun']],
		['no', ['toggle-noise', 'show-node-log']],
		['LOG', ['show-node-log', 'toggle-noise']],
		['snl', ['show-node-log']],
		['enter', ['show-node-log']],
		['r', ['rerun', 'trigger']],
		['workflow', ['trigger']],
		['  rerun ', ['rerun']],
		['zzz', []],
	];
	for (const [typed, ids] of cases) {
		t.same(filterItems(items, typed).map(({id}) => id).slice(0, Math.max(ids.length, 1)), ids, JSON.stringify(typed));
	}
});

t.test('the rows are exactly as many as asked for, each within the columns, the cursor in view', async t => {
	const many = Array.from({length: 50}, (_, index): MenuItem => ({id: String(index), key: `k${index}`, label: `item number ${index}`, hint: 'x'.repeat(100)}));
	for (const columns of [24, 40, 120]) {
		for (const rows of [3, 8, 60]) {
			for (const cursor of [0, 25, 49]) {
				const lines = renderMenu({title: 'MENU', items: many, cursor, filter: 'typed', rows, columns}, plainTheme);
				t.equal(lines.length, rows);
				t.ok(lines.every(line => cellWidth(line) <= columns), `${columns}x${rows}`);
				t.equal(lines.filter(line => line.startsWith('▶ k')).length, 1);
			}
		}
	}
});

t.test('a note that its row has no room for stands below the items as a whole', async t => {
	const lines = renderMenu({title: 'MENU', items, cursor: 1, rows: 9, columns: 60}, asciiTheme);
	t.same(lines.slice(5), ['', ' show or hide what FaaSr logs about itself', '', '']);
	const small = renderMenu({title: 'MENU', items, cursor: 1, rows: 4, columns: 60}, asciiTheme);
	t.equal(small.length, 4, 'where there is no room the items come first');
	t.ok(small.some(line => line.startsWith('> d')));
});

t.test('what cannot be chosen shows the reason instead of what it does', async t => {
	const lines = renderMenu({title: 'MENU', items, cursor: 0, rows: 6, columns: 60}, asciiTheme);
	t.same(lines, [
		'> MENU -----------------------------------------------------',
		'> t     trigger        trigger the workflow',
		'  d     toggle-noise   show or hide what FaaSr logs about i~',
		'  enter show-node-log  log of the selected node',
		'  r     rerun          The run goes on.',
		'',
	]);
});

import t from 'tap';
import {createNameFinder} from '../../../source/core/workflow/closest-name.js';

t.test('a mistyped name finds the one that was meant', async t => {
	const names = ['create-input', 'sum', 'finalsum', 'API.key'];
	const cases: ReadonlyArray<readonly [typed: string, meant: string | undefined]> = [
		['create_input', 'create-input'],
		['Sum', 'sum'],
		['sun', 'sum'],
		['finalsun', 'finalsum'],
		// Two letters that changed places are one slip of the fingers.
		['smu', 'sum'],
		['usm', 'sum'],
		['mus', undefined],
		['APIkey', 'API.key'],
		['plot-data', undefined],
		['', undefined],
		['x'.repeat(100), undefined],
	];
	for (const [typed, meant] of cases) {
		t.equal(createNameFinder(names)(typed), meant, typed);
	}
});

t.test('after fifty lookups it stops looking, so that many mistakes cost little', async t => {
	const findName = createNameFinder(['sum']);
	for (let lookup = 0; lookup < 50; lookup++) {
		t.equal(findName('sun'), 'sum');
	}

	t.equal(findName('sun'), undefined);
});
